// SPDX-License-Identifier: GPL-3.0-or-later
#include "confirmdialog.h"

#include "glyph.h"
#include "iconlabel.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {

ConfirmDialog::ConfirmDialog(const Words &words, QWidget *parent)
    : GrowingDialog(parent)
{
    setObjectName(words.name + u"Dialog"_s);
    setWindowTitle(words.title);
    auto *icon = new IconLabel(2.2, this);
    icon->setGlyph(words.icon, Tone::Caution);
    auto *question = new QLabel(words.question, this);
    question->setObjectName(words.name + u"Question"_s);
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);
    QFont bold = font();
    bold.setBold(true);
    question->setFont(bold);
    auto *consequence = new QLabel(words.consequence, this);
    consequence->setObjectName(words.name + u"Consequence"_s);
    consequence->setTextFormat(Qt::PlainText);
    consequence->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *yes = buttons->addButton(words.yes, QDialogButtonBox::AcceptRole);
    yes->setObjectName(words.name + u"Confirm"_s);
    yes->setIcon(glyph(words.icon));
    yes->setAutoDefault(false);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(words.name + u"Cancel"_s);
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
