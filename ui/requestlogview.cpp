// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestlogview.h"

#include "glyph.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// What fits a column without being shortened.
QString sample(RequestLogModel::Column column)
{
    switch (column) {
    case RequestLogModel::Column::Time:
        return u"22:14:40.123"_s;
    case RequestLogModel::Column::Method:
        return u"DELETE"_s;
    case RequestLogModel::Column::Path:
        return u"/api/v1/machines/mach_0123456789abcdef"_s;
    case RequestLogModel::Column::Status:
        return u"409 MACHINE_NOT_ACTIVE"_s;
    case RequestLogModel::Column::Duration:
        return u"1234.5 ms"_s;
    case RequestLogModel::Column::Client:
        return u"peaqos-sdk-py/0.12.1"_s;
    case RequestLogModel::Column::RequestId:
        return u"req_0123456789abcdef"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

RequestLogView::RequestLogView(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_state(new QLabel(this))
    , m_table(new QTableView(this))
{
    m_filter.setSourceModel(&m_log);
    m_filter.setFilterKeyColumn(-1);
    m_filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(fontMetrics().height() / 4);
    layout->addWidget(buildBar());
    buildTable();
    layout->addWidget(m_table, 1);
    setTabOrder(m_clear, m_table);
    showState();
}

QToolButton *RequestLogView::addButton(const QString &name, const QString &icon, const QString &text,
                                       const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(glyph(icon));
    button->setText(text);
    button->setToolTip(tip);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    return button;
}

QWidget *RequestLogView::buildBar()
{
    auto *bar = new QWidget(this);
    const int gap = fontMetrics().height() / 2;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(gap * 3 / 2, 0, gap * 3 / 2, 0);
    layout->setSpacing(gap);
    m_search->setObjectName(u"requestFilter"_s);
    m_search->setAccessibleName(tr("Filter requests"));
    m_search->setPlaceholderText(tr("Filter requests"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(glyph(u"search"_s, Tone::Muted), QLineEdit::LeadingPosition);
    m_search->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    m_state->setObjectName(u"requestState"_s);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_follow = addButton(u"requestFollow"_s, u"arrow-bar-to-down"_s, tr("F&ollow"),
                         tr("Keep the newest request in sight"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_pause = addButton(u"requestPause"_s, u"player-pause"_s, tr("&Pause"),
                        tr("Hold new requests back; they come when you go on"));
    m_pause->setCheckable(true);
    m_copy = addButton(u"requestCopy"_s, u"copy"_s, tr("Copy &row"),
                       tr("Copy the selected requests (%1)")
                           .arg(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText)));
    m_clear = addButton(u"requestClear"_s, u"trash"_s, tr("Clear"), tr("Empty the list; the server goes on"));
    layout->addWidget(m_search, 1);
    layout->addWidget(m_state);
    layout->addStretch(1);
    for (QToolButton *button : {m_follow, m_pause, m_copy, m_clear})
        layout->addWidget(button);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setFilterFixedString(text);
        follow();
        showState();
    });
    connect(m_follow, &QToolButton::toggled, this, &RequestLogView::follow);
    connect(m_pause, &QToolButton::toggled, this, [this](bool paused) {
        m_log.setPaused(paused);
        follow();
        showState();
    });
    connect(m_copy, &QToolButton::clicked, this, &RequestLogView::copyRow);
    connect(m_clear, &QToolButton::clicked, this, [this] {
        m_log.clear();
        showState();
    });
    return bar;
}

void RequestLogView::buildTable()
{
    m_table->setObjectName(u"requestLog"_s);
    m_table->setAccessibleName(tr("Answered requests"));
    m_table->setModel(&m_filter);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    m_table->horizontalHeader()->setHighlightSections(false);
    for (int column = 0; column < RequestLogModel::kColumns; ++column)
        m_table->setColumnWidth(
            column, fontMetrics().horizontalAdvance(sample(static_cast<RequestLogModel::Column>(column))) +
                        fontMetrics().height());
    m_table->horizontalHeader()->setSectionResizeMode(static_cast<int>(RequestLogModel::Column::Path),
                                                      QHeaderView::Stretch);
    auto *copy = new QAction(tr("Copy row"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this, &RequestLogView::copyRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RequestLogView::showState);
    // Who reads an older row does not want it to move away.
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &row) {
                if (row.isValid() && row.row() < m_filter.rowCount() - 1)
                    m_follow->setChecked(false);
            });
    connect(m_table->verticalScrollBar(), &QScrollBar::actionTriggered, this, &RequestLogView::noteScrolling);
}

void RequestLogView::append(const ServedRequest &request)
{
    m_log.append(request);
    follow();
    showState();
}

void RequestLogView::follow()
{
    if (m_follow->isChecked())
        m_table->scrollToBottom();
}

// Only what a person does: the bar also moves by itself when rows come and go.
void RequestLogView::noteScrolling(int)
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    m_follow->setChecked(bar->sliderPosition() >= bar->maximum());
}

void RequestLogView::copyRow()
{
    QStringList lines;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < RequestLogModel::kColumns; ++column) {
            const QModelIndex cell = row.siblingAtColumn(column);
            const bool isTime = static_cast<RequestLogModel::Column>(column) == RequestLogModel::Column::Time;
            cells.append(cell.data(isTime ? Qt::ToolTipRole : Qt::DisplayRole).toString());
        }
        lines.append(cells.join(u'\t'));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void RequestLogView::showState()
{
    m_copy->setEnabled(m_table->selectionModel() && m_table->selectionModel()->hasSelection());
    m_clear->setEnabled(m_log.rowCount() > 0 || m_log.heldBack() > 0);
    const QLocale locale;
    QString text;
    if (m_log.isPaused())
        text = tr("Paused, held back: %1").arg(locale.toString(m_log.heldBack()));
    else if (!m_search->text().isEmpty())
        //: How many requests match the filter, of how many
        text = tr("%1 of %2").arg(locale.toString(m_filter.rowCount()), locale.toString(m_log.rowCount()));
    m_state->setText(text);
}

} // namespace muster
