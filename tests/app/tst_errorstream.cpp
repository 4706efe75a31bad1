// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorstream.h"
#include "standardstreams.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <array>
#include <csignal>

#include <poll.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

/// Both ends of a pipe; what is closed already is -1.
struct Pipe
{
    Pipe()
    {
        if (pipe(ends.data()) != 0)
            qFatal("there is no pipe");
    }
    ~Pipe()
    {
        close(ends[0]);
        close(ends[1]);
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    QByteArray readNow()
    {
        QByteArray bytes(64 * 1024, Qt::Uninitialized);
        pollfd readable{ends[0], POLLIN, 0};
        if (poll(&readable, 1, 0) != 1)
            return {};
        return bytes.first(std::max<qsizetype>(0, read(ends[0], bytes.data(), std::size_t(bytes.size()))));
    }

    std::array<int, 2> ends{};
};

/// How many lines this output says were dropped.
qsizetype dropped(const QByteArray &output)
{
    static const QRegularExpression words(u"muster: (\\d+) lines of this output were dropped[^\n]*\n"_s);
    qsizetype lines = 0;
    for (const QRegularExpressionMatch &match : words.globalMatch(QString::fromLatin1(output)))
        lines += match.captured(1).toInt();
    return lines;
}

} // namespace

class TestErrorStream : public QObject
{
    Q_OBJECT

private slots:
    // contract: SWITCH-14
    void everyLineArrivesInOrder();
    // contract: SWITCH-14, SWITCH-9
    void nobodyWaitsForAReaderWhoIsNotThere();
    // contract: SWITCH-14
    void whatIsDroppedIsCounted();
    // contract: SWITCH-14
    void aReaderWhoLeavesHoldsNobodyUp();
};

void TestErrorStream::everyLineArrivesInOrder()
{
    Pipe output;
    QByteArray wanted;
    {
        const ErrorStream errors(output.ends[1]);
        for (int i = 0; i < 500; ++i) {
            printLine(stderr, QByteArray::number(i));
            wanted.append(QByteArray::number(i)).append('\n');
        }
        complain(u"a sentence\nof two lines"_s);
        qWarning("a word of Qt's");
        wanted.append("muster: a sentence of two lines\na word of Qt's\n");
    }
    QByteArray arrived;
    for (QByteArray more = output.readNow(); !more.isEmpty(); more = output.readNow())
        arrived.append(more);
    QCOMPARE(arrived, wanted);
}

void TestErrorStream::nobodyWaitsForAReaderWhoIsNotThere()
{
    Pipe output;
    QElapsedTimer timer;
    timer.start();
    {
        const ErrorStream errors(output.ends[1]);
        for (int i = 0; i < 10'000; ++i)
            printLine(stderr, QByteArray(200, 'x'));
        QVERIFY2(timer.elapsed() < 1'000, "saying something took long");
        timer.restart();
    }
    QVERIFY2(timer.elapsed() < 900, "the end took long");
}

void TestErrorStream::whatIsDroppedIsCounted()
{
    constexpr int kLines = 15'000;
    Pipe output;
    const ErrorStream errors(output.ends[1]);
    for (int i = 0; i < kLines; ++i)
        printLine(stderr, QByteArray(199, 'x'));
    QByteArray arrived;
    QTRY_COMPARE((arrived.append(output.readNow()), arrived.count("x\n") + dropped(arrived)), kLines);
    QVERIFY(dropped(arrived) > 0);
    QVERIFY(arrived.size() > ErrorStream::kMostWaiting - 1'000 &&
            arrived.size() < ErrorStream::kMostWaiting + 200'000);
    printLine(stderr, "and on it goes");
    QTRY_VERIFY(arrived.append(output.readNow()).endsWith("and on it goes\n"));
}

void TestErrorStream::aReaderWhoLeavesHoldsNobodyUp()
{
    Pipe output;
    close(output.ends[0]);
    output.ends[0] = -1;
    std::signal(SIGPIPE, SIG_IGN);
    QElapsedTimer timer;
    timer.start();
    {
        const ErrorStream errors(output.ends[1]);
        for (int i = 0; i < 100; ++i)
            printLine(stderr, "a line");
    }
    QVERIFY(timer.elapsed() < 900);
}

QTEST_GUILESS_MAIN(TestErrorStream)
#include "tst_errorstream.moc"
