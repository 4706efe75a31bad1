// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestlogmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;
using Column = RequestLogModel::Column;

class TestRequestLogModel : public QObject
{
    Q_OBJECT

private slots:
    void pausedOnesAreHeldBack();
    void oldestGoFirst();
    void cells();
    void clears();
};

static ServedRequest request(int number)
{
    return {u"2026-11-23T22:14:40.123Z"_s,
            u"req-%1"_s.arg(number),
            u"GET"_s,
            u"/api/v1/machines"_s,
            200,
            {},
            1500,
            u"curl"_s};
}

void TestRequestLogModel::pausedOnesAreHeldBack()
{
    RequestLogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.append(request(1));
    model.setPaused(true);
    for (int i = 2; i < RequestLogModel::kMostRows + 4; ++i)
        model.append(request(i));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.heldBack(), RequestLogModel::kMostRows);
    model.clear();
    QCOMPARE(model.heldBack(), 0);
    model.append(request(7));
    model.setPaused(false);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.heldBack(), 0);
    QCOMPARE(model.index(0, static_cast<int>(Column::RequestId)).data().toString(), u"req-7"_s);
}

void TestRequestLogModel::oldestGoFirst()
{
    RequestLogModel model;
    for (int i = 0; i < RequestLogModel::kMostRows; ++i)
        model.append(request(i));
    // The tester looks at every row after each change: only around the edge.
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (int i = 0; i < 5; ++i)
        model.append(request(RequestLogModel::kMostRows + i));
    QCOMPARE(model.rowCount(), RequestLogModel::kMostRows);
    const auto id = [&model](int row) {
        return model.index(row, static_cast<int>(Column::RequestId)).data().toString();
    };
    QCOMPARE(id(0), u"req-5"_s);
    QCOMPARE(id(model.rowCount() - 1), u"req-1004"_s);
}

void TestRequestLogModel::cells()
{
    RequestLogModel model;
    model.append(request(1));
    ServedRequest refused = request(2);
    refused.status = 404;
    refused.code = u"NOT_FOUND"_s;
    model.append(refused);
    const auto text = [&model](int row, Column column) {
        return model.index(row, static_cast<int>(column)).data().toString();
    };
    QCOMPARE(text(0, Column::Time), u"22:14:40.123"_s);
    QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(), u"2026-11-23T22:14:40.123Z"_s);
    QCOMPARE(text(0, Column::Method), u"GET"_s);
    QCOMPARE(text(0, Column::Path), u"/api/v1/machines"_s);
    QCOMPARE(text(0, Column::Status), u"200"_s);
    QCOMPARE(text(1, Column::Status), u"404 NOT_FOUND"_s);
    QCOMPARE(text(0, Column::Duration), u"1.5 ms"_s);
    QCOMPARE(text(0, Column::Client), u"curl"_s);
}

void TestRequestLogModel::clears()
{
    RequestLogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.clear();
    model.append(request(1));
    model.append(request(2));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestRequestLogModel)
#include "tst_requestlogmodel.moc"
