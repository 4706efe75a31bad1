// SPDX-License-Identifier: GPL-3.0-or-later
#include "qrdialog.h"

#include "inlinenote.h"
#include "qrview.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

QrDialog::QrDialog(const QByteArray &message, QWidget *parent)
    : GrowingDialog(parent)
{
    setObjectName(u"qrDialog"_s);
    setWindowTitle(tr("Message as QR code"));
    auto *view = new QrView(this);
    view->setObjectName(u"qrView"_s);
    view->setAccessibleName(tr("QR code of the message"));
    auto *note = new InlineNote(view, this);
    note->setObjectName(u"qrNote"_s);
    const bool fits = view->setBytes(message);
    view->setVisible(fits);
    if (fits)
        note->say(InlineNote::Kind::Hint,
                  tr("Exactly the %n bytes to sign, line ends too. The signer must not trim them.", nullptr,
                     int(message.size())));
    else
        note->say(InlineNote::Kind::Warning,
                  tr("These %n bytes are more than a QR code can hold. Copy the text or save it to a file.",
                     nullptr, int(message.size())));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(view, 1);
    layout->addWidget(note);
    layout->addWidget(buttons);
}

} // namespace muster
