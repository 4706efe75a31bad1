// SPDX-License-Identifier: GPL-3.0-or-later
#include "labeleditor.h"

#include "fieldrules.h"
#include "labeldelegate.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QSignalBlocker>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr QAbstractItemView::EditTriggers kEditTriggers =
    QAbstractItemView::AnyKeyPressed | QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked |
    QAbstractItemView::SelectedClicked;

QString pointerOf(const QString &key)
{
    return u"/labels/"_s + fieldrules::pointerToken(key);
}

void addKey(QTableWidget *table, const QKeySequence &key, LabelEditor *editor, auto slot)
{
    auto *action = new QAction(table);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(action, &QAction::triggered, editor, slot);
    table->addAction(action);
}

} // namespace

LabelEditor::LabelEditor(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableWidget(0, 3, this))
    , m_delegate(new LabelDelegate(m_table))
    , m_addButton(new QPushButton(tr("&Add label"), this))
    , m_removeButton(new QPushButton(tr("Re&move label"), this))
    , m_note(new InlineNote(m_table, this))
{
    buildTable();
    buildButtons();
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_addButton);
    buttons->addWidget(m_removeButton);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    setFocusProxy(m_table);
    showRemarks();
}

void LabelEditor::buildTable()
{
    m_table->setObjectName(u"labelTable"_s);
    m_table->setAccessibleName(tr("Labels"));
    m_table->setHorizontalHeaderLabels({tr("Key"), tr("Value"), tr("Remark")});
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(KeyColumn, letter * 24);
    m_table->setColumnWidth(ValueColumn, letter * 24);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 7 / 4);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(kEditTriggers);
    m_table->setItemDelegate(m_delegate);
    m_table->setMinimumHeight(fontMetrics().height() * 7);
    addKey(m_table, Qt::Key_Insert, this, &LabelEditor::addRow);
    addKey(m_table, Qt::Key_Delete, this, &LabelEditor::removeCurrentRow);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        addKey(m_table, key, this, [this] {
            if (m_table->currentItem())
                m_table->editItem(m_table->currentItem());
        });
    }
    connect(m_table, &QTableWidget::cellChanged, this, [this] {
        showRemarks();
        emit changed();
    });
}

void LabelEditor::buildButtons()
{
    m_addButton->setObjectName(u"addLabelButton"_s);
    m_addButton->setToolTip(tr("Add a row (Insert)"));
    m_addButton->setAutoDefault(false);
    connect(m_addButton, &QPushButton::clicked, this, &LabelEditor::addRow);
    m_removeButton->setObjectName(u"removeLabelButton"_s);
    m_removeButton->setToolTip(tr("Remove the current row (Delete)"));
    m_removeButton->setAutoDefault(false);
    m_removeButton->setEnabled(false);
    connect(m_removeButton, &QPushButton::clicked, this, &LabelEditor::removeCurrentRow);
    connect(m_table, &QTableWidget::currentCellChanged, this,
            [this](int row) { m_removeButton->setEnabled(row >= 0 && m_addButton->isEnabled()); });
    m_note->setObjectName(u"labelNote"_s);
}

void LabelEditor::setLabels(const QMap<QString, QString> &labels)
{
    {
        const QSignalBlocker quiet(m_table);
        m_table->setRowCount(0);
        for (auto it = labels.cbegin(); it != labels.cend(); ++it)
            insertRow(it.key(), it.value());
    }
    m_removeButton->setEnabled(false);
    m_shown.clear();
    showRemarks();
    emit changed();
}

QMap<QString, QString> LabelEditor::labels() const
{
    QMap<QString, QString> labels;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (!isRowEmpty(row))
            labels.insert(textAt(row, KeyColumn), textAt(row, ValueColumn));
    }
    return labels;
}

void LabelEditor::setVocabulary(const LabelVocabulary &vocabulary)
{
    m_delegate->setVocabulary(vocabulary);
}

QList<Issue> LabelEditor::issues() const
{
    QList<Issue> found;
    QSet<QString> seen;
    QSet<QString> reported;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString key = textAt(row, KeyColumn);
        if (isRowEmpty(row))
            continue;
        if (seen.contains(key) && !reported.contains(key)) {
            found.append({pointerOf(key), tr("This key stands twice; give each label a key of its own.")});
            reported.insert(key);
        }
        seen.insert(key);
    }
    return found;
}

void LabelEditor::showIssues(const QList<Issue> &issues)
{
    m_shown = issues;
    showRemarks();
}

void LabelEditor::setReadOnly(bool readOnly)
{
    m_table->setEditTriggers(readOnly ? QAbstractItemView::EditTriggers(QAbstractItemView::NoEditTriggers)
                                      : kEditTriggers);
    m_addButton->setEnabled(!readOnly);
    m_removeButton->setEnabled(!readOnly && m_table->currentRow() >= 0);
    for (QAction *action : m_table->actions())
        action->setEnabled(!readOnly);
}

bool LabelEditor::isSafeKey(const QString &key)
{
    static const QRegularExpression safe(u"\\A[a-z0-9]+([./-][a-z0-9]+)*\\z"_s);
    return safe.match(key).hasMatch();
}

void LabelEditor::addRow()
{
    const int row = m_table->rowCount();
    insertRow({}, {});
    m_table->setFocus();
    m_table->setCurrentCell(row, KeyColumn);
    m_table->editItem(m_table->item(row, KeyColumn));
    emit changed();
}

void LabelEditor::removeCurrentRow()
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    m_table->removeRow(row);
    m_table->setFocus();
    showRemarks();
    emit changed();
}

void LabelEditor::insertRow(const QString &key, const QString &value)
{
    const QSignalBlocker quiet(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, KeyColumn, new QTableWidgetItem(key));
    m_table->setItem(row, ValueColumn, new QTableWidgetItem(value));
    auto *remark = new QTableWidgetItem;
    remark->setFlags(Qt::NoItemFlags);
    m_table->setItem(row, RemarkColumn, remark);
}

QString LabelEditor::textAt(int row, int column) const
{
    const QTableWidgetItem *item = m_table->item(row, column);
    return item ? item->text() : QString();
}

bool LabelEditor::isRowEmpty(int row) const
{
    return textAt(row, KeyColumn).isEmpty() && textAt(row, ValueColumn).isEmpty();
}

void LabelEditor::showRemarks()
{
    const QSignalBlocker quiet(m_table);
    QSet<QString> placed;
    bool anyRemark = false;
    bool anyUnsafe = false;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString key = textAt(row, KeyColumn);
        QString fault;
        for (const Issue &issue : std::as_const(m_shown)) {
            if (issue.path == pointerOf(key) && !isRowEmpty(row)) {
                fault = issue.message;
                placed.insert(issue.path);
            }
        }
        const bool unsafe = fault.isEmpty() && !key.isEmpty() && !isSafeKey(key);
        if (unsafe)
            setRemark(row, InlineNote::Kind::Warning, tr("Some clients rewrite this key."));
        else
            setRemark(row, InlineNote::Kind::Fault, fault);
        anyUnsafe = anyUnsafe || unsafe;
        anyRemark = anyRemark || unsafe || !fault.isEmpty();
    }
    m_table->setColumnHidden(RemarkColumn, !anyRemark);
    QStringList elsewhere;
    for (const Issue &issue : std::as_const(m_shown)) {
        if (!placed.contains(issue.path))
            elsewhere.append(issue.message);
    }
    if (elsewhere.isEmpty() && anyUnsafe)
        m_note->say(InlineNote::Kind::Hint,
                    tr("A key that every client keeps is made of lower-case letters and digits, "
                       "in words joined by a dot, slash or hyphen: fleet-zone."));
    else
        m_note->say(InlineNote::Kind::Fault, elsewhere.join(u' '));
}

void LabelEditor::setRemark(int row, InlineNote::Kind kind, const QString &sentence)
{
    QTableWidgetItem *remark = m_table->item(row, RemarkColumn);
    remark->setText(sentence);
    remark->setToolTip(sentence);
    remark->setForeground(palette().brush(QPalette::Active, QPalette::Text));
    QIcon icon;
    if (!sentence.isEmpty()) {
        // The cell is disabled, so that Tab passes over it; its glyph is not meant to look so.
        const int side = fontMetrics().height();
        const QPixmap mark = InlineNote::icon(kind).pixmap(QSize(side, side), devicePixelRatioF());
        icon.addPixmap(mark, QIcon::Normal);
        icon.addPixmap(mark, QIcon::Disabled);
    }
    remark->setIcon(icon);
    m_table->item(row, KeyColumn)->setToolTip(sentence);
}

} // namespace muster
