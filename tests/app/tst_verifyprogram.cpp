// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingjournal.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

struct Ended
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

/// The program itself, without a display.
Ended run(const QStringList &arguments, const QString &program = u"muster"_s)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(MUSTER_BIN_DIR "/") + program, arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class TestVerifyProgram : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void saysThatAllIsAsItWasWritten();
    void namesTheFirstWrongEntry_data();
    void namesTheFirstWrongEntry();
    void noticesAnEndThatWasCutOff();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void saysHowItIsCalled();
    void theServerCannot();

private:
    QString path() const { return m_place->filePath(u"signing.jsonl"_s); }
    void write(const QByteArrayList &lines) const;

    std::unique_ptr<QTemporaryDir> m_place;
    QByteArrayList m_lines;
    QByteArray m_head;
};

/// A journal of five entries.
void TestVerifyProgram::init()
{
    m_place = std::make_unique<QTemporaryDir>();
    const auto journal = SigningJournal::open(path(), Timestamp{0});
    QVERIFY(journal);
    for (int i = 0; i < 5; ++i)
        QVERIFY((*journal)->append(u"signed"_s, {{u"number"_s, i}}, Timestamp{i * 1'000}));
    m_head = (*journal)->head();
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_lines.clear();
    while (!file.atEnd())
        m_lines.append(file.readLine());
    QCOMPARE(m_lines.size(), 5);
}

void TestVerifyProgram::write(const QByteArrayList &lines) const
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(lines.join()) >= 0);
}

void TestVerifyProgram::saysThatAllIsAsItWasWritten()
{
    const Ended plain = run({u"verify"_s, u"--journal"_s, path()});
    QCOMPARE(plain.code, 0);
    QVERIFY2(plain.out.contains("every entry is as it was written (5)") && plain.out.contains(m_head),
             plain.out.constData());
    const Ended json = run({u"verify"_s, u"--json"_s, u"--journal"_s, path(), u"--head"_s,
                            QString::fromLatin1(m_head.toUpper())});
    QCOMPARE(json.code, 0);
    QCOMPARE(
        QJsonDocument::fromJson(json.out).object(),
        (QJsonObject{{u"journal"_s, path()}, {u"entries"_s, 5}, {u"head"_s, QString::fromLatin1(m_head)}}));
    write({});
    const Ended empty = run({u"verify"_s, u"--journal"_s, path()});
    QCOMPARE(empty.code, 0);
    QVERIFY(empty.out.contains("no entries"));
}

void TestVerifyProgram::namesTheFirstWrongEntry_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("entry");
    QTest::addColumn<QString>("kind");
    QTest::newRow("altered") << u"alter"_s << 2 << u"altered"_s;
    QTest::newRow("no JSON any more") << u"spoil"_s << 2 << u"unreadable"_s;
    QTest::newRow("missing") << u"drop"_s << 2 << u"missing"_s;
    QTest::newRow("first one missing") << u"behead"_s << 0 << u"missing"_s;
    QTest::newRow("swapped") << u"swap"_s << 1 << u"missing"_s;
    QTest::newRow("written twice") << u"repeat"_s << 3 << u"moved"_s;
    QTest::newRow("torn") << u"tear"_s << 4 << u"torn"_s;
}

void TestVerifyProgram::namesTheFirstWrongEntry()
{
    QFETCH(QString, what);
    QFETCH(int, entry);
    QFETCH(QString, kind);
    QByteArrayList lines = m_lines;
    if (what == "alter"_L1)
        lines[2].replace("\"number\":2", "\"number\":7");
    else if (what == "spoil"_L1)
        lines[2].chop(3);
    else if (what == "drop"_L1)
        lines.removeAt(2);
    else if (what == "behead"_L1)
        lines.removeFirst();
    else if (what == "swap"_L1)
        lines.swapItemsAt(1, 2);
    else if (what == "repeat"_L1)
        lines.insert(3, m_lines.at(2));
    else if (what == "tear"_L1)
        lines.last().chop(10);
    write(lines);
    const Ended json = run({u"verify"_s, u"--journal"_s, path(), u"--json"_s});
    QCOMPARE(json.code, 1);
    const QJsonObject found = QJsonDocument::fromJson(json.out).object().value("break"_L1).toObject();
    QCOMPARE(found.value("entry"_L1).toInt(-1), entry);
    QCOMPARE(found.value("kind"_L1).toString(), kind);
    const Ended plain = run({u"verify"_s, u"--journal"_s, path()});
    QCOMPARE(plain.code, 1);
    QVERIFY2(plain.out.contains(u"ntry %1"_s.arg(entry).toUtf8()), plain.out.constData());
}

void TestVerifyProgram::noticesAnEndThatWasCutOff()
{
    write(m_lines.first(3));
    QCOMPARE(run({u"verify"_s, u"--journal"_s, path()}).code, 0);
    const Ended cut =
        run({u"verify"_s, u"--journal"_s, path(), u"--head"_s, QString::fromLatin1(m_head), u"--json"_s});
    QCOMPARE(cut.code, 1);
    QVERIFY2(cut.out.contains("cutOff"), cut.out.constData());
}

void TestVerifyProgram::refusesWrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("nothing") << QStringList{} << "verify needs --journal FILE"_ba;
    QTest::newRow("no file") << QStringList{u"--journal"_s} << "journal"_ba;
    QTest::newRow("missing file") << QStringList{u"--journal"_s, u"/nowhere/signing.jsonl"_s}
                                  << "/nowhere/signing.jsonl cannot be read"_ba;
    QTest::newRow("a folder") << QStringList{u"--journal"_s, u"/"_s} << "cannot be read"_ba;
    QTest::newRow("no hash") << QStringList{u"--journal"_s, u"x"_s, u"--head"_s, u"12"_s}
                             << "--head takes 64 hex digits"_ba;
    QTest::newRow("a word") << QStringList{u"--journal"_s, u"x"_s, u"y"_s} << "\"y\""_ba;
    QTest::newRow("unknown option") << QStringList{u"--jurnal"_s, u"x"_s} << "jurnal"_ba;
}

void TestVerifyProgram::refusesWrongUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    const Ended ended = run(QStringList{u"verify"_s} + arguments);
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QByteArray());
    QCOMPARE(ended.err.count('\n'), 1);
    QVERIFY2(ended.err.contains(words), ended.err.constData());
}

void TestVerifyProgram::saysHowItIsCalled()
{
    const Ended help = run({u"verify"_s, u"--help"_s});
    QCOMPARE(help.code, 0);
    QVERIFY2(help.out.startsWith("Usage: muster verify --journal FILE"), help.out.constData());
    QVERIFY(help.out.contains("--head") && help.out.contains("Exit codes"));
}

void TestVerifyProgram::theServerCannot()
{
    QCOMPARE(run({u"verify"_s, u"--journal"_s, path()}, u"muster-server"_s).code, 2);
}

QTEST_GUILESS_MAIN(TestVerifyProgram)
#include "tst_verifyprogram.moc"
