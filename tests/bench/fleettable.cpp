// SPDX-License-Identifier: GPL-3.0-or-later
// fleettable window|sql|proxy WORKSPACE: what a table of the machines of a workspace costs, as one JSON
// object: the window of Muster on it, a plain QTableView over QSqlTableModel, and one over
// QSortFilterProxyModel. Milliseconds from a call, a click or a key until the rows are painted; bytes a
// machine; the longest time for which the event loop was not turned while machines load, are filtered and
// refreshed.
#include "fleettable.h"
#include "desktopconnector.h"
#include "desktopserver.h"
#include "fleetpage.h"
#include "mainwindow.h"
#include "settings.h"
#include "signingdesk.h"
#include "theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlTableModel>
#include <QStandardPaths>
#include <QTimer>

#include <QCoroSignal>
#include <QCoroTask>
#include <QCoroTimer>

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <vector>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

double milliseconds(const QElapsedTimer &since)
{
    return static_cast<double>(since.nsecsElapsed()) / 1e6;
}

double heapBytes()
{
    const struct mallinfo2 now = mallinfo2();
    return static_cast<double>(now.uordblks + now.hblkhd);
}

/// Sees when a table has painted rows, and for how long the event loop was not turned.
class Watch : public QObject
{
    Q_OBJECT

public:
    Watch()
    {
        m_sinceTurn.start();
        connect(&m_turns, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, milliseconds(m_sinceTurn));
            m_sinceTurn.restart();
        });
        m_turns.setTimerType(Qt::PreciseTimer);
        m_turns.start(1);
    }

    void follow(QTableView &table)
    {
        m_table = &table;
        table.viewport()->installEventFilter(this);
    }

    /// Milliseconds from the call until the table has painted rows; kPatience when it paints none.
    QCoro::Task<double> untilPainted(std::function<void()> action)
    {
        co_await QCoro::sleepFor(kQuiet);
        m_took.reset();
        m_since.start();
        action();
        if (!m_took)
            co_await qCoro(this, &Watch::painted, kPatience);
        co_return m_took.value_or(double(kPatience.count()));
    }

    QCoro::Task<double> longestGap()
    {
        co_await QCoro::sleepFor(kQuiet);
        co_return std::exchange(m_longest, 0);
    }

signals:
    void painted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Paint || m_inside)
            return false;
        m_inside = true;
        QCoreApplication::sendEvent(watched, event);
        m_inside = false;
        if (!m_took && m_table->model() && m_table->model()->rowCount() > 0) {
            m_took = milliseconds(m_since);
            emit painted();
        }
        return true;
    }

private:
    static constexpr std::chrono::milliseconds kQuiet{40};
    static constexpr std::chrono::milliseconds kPatience{10'000};

    QTimer m_turns;
    QElapsedTimer m_sinceTurn;
    QElapsedTimer m_since;
    double m_longest = 0;
    std::optional<double> m_took;
    QTableView *m_table = nullptr;
    bool m_inside = false;
};

struct Spread
{
    std::vector<double> values;

    QJsonObject json()
    {
        std::sort(values.begin(), values.end());
        const auto at = [this](std::size_t part) {
            const std::size_t place = std::min(values.size() - 1, values.size() * part / 100);
            return std::round(values[place] * 10) / 10;
        };
        return {{u"min"_s, at(0)}, {u"median"_s, at(50)}, {u"p95"_s, at(95)}, {u"max"_s, at(100)}};
    }
};

/// What can be asked of each of the three.
struct Subject
{
    QTableView *table = nullptr;
    std::function<void(const QString &)> filter;
    std::function<void(int)> sort;
};

constexpr int kRounds = 9;
// Each of them shows other rows than the one before: a table that has nothing new to show paints nothing.
const QStringList kTexts{u"9"_s, u"98"_s, u"987"_s, u"9876"_s, u"98765"_s, u"98"_s, u""_s};

QCoro::Task<QJsonObject> measure(Watch &watch, Subject subject)
{
    QJsonObject found;
    Spread filter;
    std::vector<Spread> sort(static_cast<std::size_t>(subject.table->model()->columnCount()));
    Spread page;
    for (int round = 0; round < kRounds; ++round) {
        for (const QString &text : kTexts) {
            const double took = co_await watch.untilPainted([&] { subject.filter(text); });
            filter.values.push_back(took);
        }
    }
    for (int round = 0; round < kRounds; ++round) {
        for (std::size_t column = 0; column < sort.size(); ++column) {
            const auto click = [&] { subject.sort(static_cast<int>(column)); };
            const double took = co_await watch.untilPainted(click);
            sort[column].values.push_back(took);
        }
    }
    subject.sort(0);
    subject.table->scrollToTop();
    for (int each = 0; each < 100; ++each) {
        const auto turn = [&] {
            subject.table->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
        };
        const double took = co_await watch.untilPainted(turn);
        page.values.push_back(took);
    }
    found[u"filter_ms"_s] = filter.json();
    QJsonObject sorts;
    for (std::size_t column = 0; column < sort.size(); ++column) {
        const QVariant title = subject.table->model()->headerData(static_cast<int>(column), Qt::Horizontal);
        sorts[title.toString()] = sort[column].json();
    }
    found[u"sort_ms"_s] = sorts;
    found[u"page_ms"_s] = page.json();
    co_return found;
}

// A click on a header of the same column turns the direction; so does this.
std::function<void(int)> sorting(QTableView &table)
{
    return [&table, direction = Qt::AscendingOrder](int column) mutable {
        direction = direction == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
        table.horizontalHeader()->setSortIndicator(column, direction);
    };
}

void dress(QTableView &table)
{
    table.setAlternatingRowColors(true);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setWordWrap(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(26);
    table.setSortingEnabled(true);
    table.resize(1180, 700);
}

QCoro::Task<QJsonObject> measureWindow(Watch &watch, QString workspace)
{
    Settings settings;
    const Theme theme(settings);
    WorkspaceOptions options = workspaceOptionsFrom(settings);
    options.folder = workspace;
    SigningDesk desk;
    DesktopConnector connector(options);
    DesktopServer server(connector);
    MainWindow window(connector, &server, desk, settings);
    window.resize(1180, 700);
    window.show();
    co_await watch.longestGap();
    auto *fleet = window.findChild<FleetPage *>(u"fleetPage"_s);
    auto *search = window.findChild<QLineEdit *>(u"searchField"_s);
    watch.follow(*fleet->table());
    malloc_trim(0);
    const double heapBefore = heapBytes();
    QJsonObject found;
    window.openWorkspace();
    QElapsedTimer loading;
    loading.start();
    while (!fleet->model().isComplete())
        co_await qCoro(&fleet->model(), &MachineTableModel::loadingChanged);
    found[u"all_rows_ms"_s] = milliseconds(loading);
    QJsonObject gaps;
    const double whileLoading = co_await watch.longestGap();
    gaps[u"load"_s] = whileLoading;
    const int machines = fleet->model().rowCount();
    found[u"machines"_s] = machines;
    found[u"bytes_a_machine"_s] = (heapBytes() - heapBefore) / machines;
    fleet->model().reload();
    while (!fleet->model().isComplete())
        co_await qCoro(&fleet->model(), &MachineTableModel::loadingChanged);
    const double whileRefreshing = co_await watch.longestGap();
    gaps[u"refresh"_s] = whileRefreshing;
    for (const QString &text : kTexts)
        co_await watch.untilPainted([&] { search->setText(text); });
    const double whileFiltering = co_await watch.longestGap();
    gaps[u"filter"_s] = whileFiltering;
    found[u"longest_gap_ms"_s] = gaps;
    const Subject subject{fleet->table(), [search](const QString &text) { search->setText(text); },
                          sorting(*fleet->table())};
    const QJsonObject rest = co_await measure(watch, subject);
    for (auto each = rest.begin(); each != rest.end(); ++each)
        found[each.key()] = each.value();
    co_return found;
}

const QString kColumns = u"display_name, status, identity, machine_type, owner_id, labels, updated_at, id"_s;

/// What a QSortFilterProxyModel needs: every row, as texts.
class RowsModel : public QAbstractTableModel
{
public:
    void load(const QSqlDatabase &database)
    {
        QSqlQuery query(database);
        query.setForwardOnly(true);
        query.exec(u"SELECT %1 FROM machines"_s.arg(kColumns));
        while (query.next()) {
            QStringList row;
            for (int column = 0; column < columnCount(); ++column)
                row.append(query.value(column).toString());
            m_rows.push_back(row);
        }
    }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 8; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? m_rows[static_cast<std::size_t>(index.row())].at(index.column())
                                       : QVariant();
    }

private:
    std::vector<QStringList> m_rows;
};

QCoro::Task<QJsonObject> measurePlain(Watch &watch, QString workspace, bool proxied)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s);
    database.setDatabaseName(workspace + u"/muster.db"_s);
    QTableView table;
    dress(table);
    watch.follow(table);
    const double heapBefore = heapBytes();
    RowsModel rows;
    QSortFilterProxyModel proxy;
    proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    proxy.setSortLocaleAware(true);
    std::unique_ptr<QSqlTableModel> sql;
    QJsonObject found;
    database.open();
    if (proxied) {
        rows.load(database);
        proxy.setSourceModel(&rows);
        table.setModel(&proxy);
    } else {
        sql = std::make_unique<QSqlTableModel>(nullptr, database);
        QSqlQuery(database).exec(u"CREATE TEMP VIEW fleet AS SELECT %1 FROM machines"_s.arg(kColumns));
        sql->setTable(u"fleet"_s);
        sql->select();
        table.setModel(sql.get());
    }
    table.show();
    if (proxied)
        found[u"bytes_a_machine"_s] = (heapBytes() - heapBefore) / rows.rowCount();
    const auto filter = [&](const QString &text) {
        if (proxied)
            proxy.setFilterFixedString(text);
        else
            sql->setFilter(text.isEmpty() ? QString() : u"display_name LIKE '%%1%'"_s.arg(text));
    };
    const Subject subject{&table, filter, sorting(table)};
    const QJsonObject rest = co_await measure(watch, subject);
    for (auto each = rest.begin(); each != rest.end(); ++each)
        found[each.key()] = each.value();
    co_return found;
}

QCoro::Task<> run(Watch &watch, QString subject, QString workspace)
{
    QJsonObject found;
    if (subject == u"window"_s)
        found = co_await measureWindow(watch, workspace);
    else
        found = co_await measurePlain(watch, workspace, subject == u"proxy"_s);
    std::printf("%s\n", QJsonDocument(found).toJson(QJsonDocument::Compact).constData());
    QCoreApplication::quit();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setStyle(u"Fusion"_s);
    QStandardPaths::setTestModeEnabled(true);
    const QStringList arguments = QApplication::arguments();
    const QString subject = arguments.value(1);
    if (arguments.size() != 3 || !QStringList{u"window"_s, u"sql"_s, u"proxy"_s}.contains(subject)) {
        std::fprintf(stderr, "usage: fleettable window|sql|proxy WORKSPACE\n");
        return 2;
    }
    Watch watch;
    QTimer::singleShot(0, &watch, [&] { run(watch, subject, arguments.at(2)); });
    return QApplication::exec();
}

#include "fleettable.moc"
