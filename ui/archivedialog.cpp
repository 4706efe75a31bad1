// SPDX-License-Identifier: GPL-3.0-or-later
#include "archivedialog.h"

#include "glyph.h"
#include "iconlabel.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {

ArchiveDialog::ArchiveDialog(const QString &machineName, const QString &place, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"archiveDialog"_s);
    setWindowTitle(tr("Archive machine"));
    auto *icon = new IconLabel(2.2, this);
    icon->setGlyph(u"archive"_s, Tone::Caution);
    //: %1: name of a machine, %2: the place it is in, like Local workspace
    auto *question = new QLabel(tr("Archive “%1” in %2?").arg(machineName, place), this);
    question->setObjectName(u"archiveQuestion"_s);
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);
    QFont bold = font();
    bold.setBold(true);
    question->setFont(bold);
    auto *consequence =
        new QLabel(tr("It disappears from lists and cannot be brought back into use; its identity "
                      "becomes free for a new record. It can still be read."),
                   this);
    consequence->setObjectName(u"archiveConsequence"_s);
    consequence->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *archive = buttons->addButton(tr("&Archive"), QDialogButtonBox::AcceptRole);
    archive->setObjectName(u"archiveConfirm"_s);
    archive->setIcon(glyph(u"archive"_s));
    archive->setAutoDefault(false);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"archiveCancel"_s);
    cancel->setDefault(true);
    cancel->setFocus();

    const int gap = fontMetrics().height();
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setHorizontalSpacing(gap);
    layout->setVerticalSpacing(gap / 2);
    layout->setColumnMinimumWidth(1, fontMetrics().averageCharWidth() * 52);
    layout->setColumnStretch(1, 1);
    layout->addWidget(icon, 0, 0, 2, 1, Qt::AlignTop);
    layout->addWidget(question, 0, 1);
    layout->addWidget(consequence, 1, 1);
    layout->addWidget(buttons, 2, 0, 1, 2);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace muster
