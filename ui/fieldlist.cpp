// SPDX-License-Identifier: GPL-3.0-or-later
#include "fieldlist.h"

#include "elidedlabel.h"
#include "glyph.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// Longer words cannot be wrapped into the pane's width.
constexpr int kLongestWord = 22;
// Shorter texts fit one line of it.
constexpr int kOneLine = 28;

bool canWrap(const QString &text)
{
    const QStringList words = text.split(u' ');
    return std::all_of(words.begin(), words.end(),
                       [](const QString &word) { return word.size() <= kLongestWord; });
}

} // namespace

FieldList::FieldList(const QString &heading, QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout)
{
    auto *title = new QLabel(heading, this);
    QFont bold = font();
    bold.setBold(true);
    title->setFont(bold);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(title);
    layout->addLayout(m_form);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->setFormAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setHorizontalSpacing(fontMetrics().height());
    m_form->setVerticalSpacing(fontMetrics().height() / 3);
}

void FieldList::setFields(const QList<Field> &fields)
{
    if (fields == m_fields)
        return;
    m_fields = fields;
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    for (const Field &field : fields) {
        auto *name = new ElidedLabel(this);
        name->setText(field.name);
        name->setTone(Tone::Muted);
        name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        name->setMaximumWidth(fontMetrics().averageCharWidth() * 16);
        QWidget *value = valueOf(field);
        if (!value->hasHeightForWidth())
            name->setFixedHeight(value->sizeHint().height());
        value->setAccessibleName(field.name + u": "_s + field.text);
        m_form->addRow(name, value);
    }
}

QWidget *FieldList::valueOf(const Field &field)
{
    const QString text = field.text.isEmpty() ? u"–"_s : field.text;
    if (!field.copyable && canWrap(text)) {
        auto *label = new QLabel(text, this);
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setWordWrap(text.size() > kOneLine);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        policy.setHeightForWidth(label->wordWrap());
        label->setSizePolicy(policy);
        label->setToolTip(field.toolTip);
        return label;
    }
    auto *line = new ElidedLabel(this);
    line->setText(text);
    if (!field.copyable || field.text.isEmpty())
        return line;
    auto *both = new QWidget(this);
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins({});
    layout->setSpacing(fontMetrics().height() / 4);
    auto *copy = new QToolButton(both);
    copy->setObjectName(u"copyField"_s);
    copy->setIcon(glyph(u"copy"_s, Tone::Muted));
    copy->setAutoRaise(true);
    const int side = fontMetrics().height();
    copy->setIconSize({side, side});
    copy->setFixedSize(side + side / 3, side + side / 3);
    //: %1: name of a field, like Identity
    copy->setToolTip(tr("Copy %1").arg(field.name));
    copy->setAccessibleName(tr("Copy %1").arg(field.name));
    connect(copy, &QToolButton::clicked, this,
            [value = field.text] { QGuiApplication::clipboard()->setText(value); });
    layout->addWidget(line, 1);
    layout->addWidget(copy);
    return both;
}

} // namespace muster
