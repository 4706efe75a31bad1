// SPDX-License-Identifier: GPL-3.0-or-later
#include "fieldlist.h"

#include "elidedlabel.h"
#include "glyph.h"

#include <QClipboard>
#include <QGridLayout>
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

bool canWrap(const QString &text)
{
    const QStringList words = text.split(u' ');
    return std::all_of(words.begin(), words.end(),
                       [](const QString &word) { return word.size() <= kLongestWord; });
}

} // namespace

FieldList::FieldList(const QString &heading, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout)
{
    auto *title = new QLabel(heading, this);
    QFont bold = font();
    bold.setBold(true);
    title->setFont(bold);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(title);
    layout->addLayout(m_grid);
    layout->addStretch();
    m_grid->setColumnStretch(1, 1);
    m_grid->setHorizontalSpacing(fontMetrics().height());
    m_grid->setVerticalSpacing(fontMetrics().height() / 3);
}

void FieldList::setFields(const QList<Field> &fields)
{
    if (fields == m_fields)
        return;
    m_fields = fields;
    while (const std::unique_ptr<QLayoutItem> item{m_grid->takeAt(0)})
        const std::unique_ptr<QWidget> gone(item->widget());
    int row = 0;
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
        m_grid->addWidget(name, row, 0, Qt::AlignTop);
        m_grid->addWidget(value, row++, 1);
    }
}

QWidget *FieldList::valueOf(const Field &field)
{
    const QString text = field.text.isEmpty() ? u"–"_s : field.text;
    if (!field.copyable && text.contains(u' ') && canWrap(text)) {
        auto *label = new QLabel(text, this);
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setMinimumWidth(1); // its longest word does not widen the pane
        label->setToolTip(field.toolTip);
        return label;
    }
    auto *line = new ElidedLabel(this);
    line->setText(text);
    line->setToolTip(field.toolTip);
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
