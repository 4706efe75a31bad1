// SPDX-License-Identifier: GPL-3.0-or-later
#include "aboutdialog.h"

#include "glyph.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

AboutDialog::AboutDialog(QWidget *parent)
    : GrowingDialog(parent)
{
    setObjectName(u"aboutDialog"_s);
    setWindowTitle(tr("About Muster"));
    const int line = fontMetrics().height();
    auto *icon = new QLabel(this);
    icon->setPixmap(programIcon().pixmap(QSize(line * 4, line * 4), devicePixelRatioF()));
    auto *name = new QLabel(u"Muster %1"_s.arg(QStringLiteral(MUSTER_VERSION)), this);
    name->setObjectName(u"aboutVersion"_s);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.5);
    name->setFont(large);
    auto *words =
        new QLabel(tr("The desktop of a machine fleet manager.\n\n"
                      "Free software under the GNU General Public License, version 3 or later; it comes "
                      "without any warranty. Icons: Tabler Icons, MIT licence. Built with Qt %1.")
                       .arg(QLatin1StringView(qVersion())),
                   this);
    words->setWordWrap(true);
    words->setMinimumWidth(fontMetrics().averageCharWidth() * 56);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"aboutClose"_s);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(line, line, line, line);
    layout->setSpacing(line / 2);
    layout->addWidget(icon, 0, Qt::AlignHCenter);
    layout->addWidget(name, 0, Qt::AlignHCenter);
    layout->addWidget(words);
    layout->addWidget(buttons);
}

} // namespace muster
