// SPDX-License-Identifier: GPL-3.0-or-later
#include "controlserver.h"

#include "controlconnection.h"
#include "ctlform.h"
#include "requestlog.h"
#include "simulatedanswers.h"
#include "workspace.h"

#include <QCommandLineParser>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace Qt::StringLiterals;
using namespace muster;

class TestControlServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void onlyTheOwnerMayOpenIt();
    void aLiveServerKeepsItsPath();
    void aDeadSocketIsReplaced();
    void whatIsNoSocketStays();
    void aPathThatCannotBe();
    void severalCommandsOverOneConnection();
    void faultsAreNamedTogether_data();
    void faultsAreNamedTogether();
    void aLineWithoutEndIsCutOff();
    void notMoreThanSixteenClients();
    void aFollowerHearsOfEachRequest();
    void aFollowerThatDoesNotReadIsDropped();
    void everyCommandOfCtlIsKnown();

private:
    std::unique_ptr<ControlServer> makeServer();
    QString path() const { return m_folder->filePath(u"control"_s); }
    std::unique_ptr<QLocalSocket> connected(const QString &path);
    QJsonObject ask(QLocalSocket &socket, const QByteArray &line);
    QJsonObject nextLine(QLocalSocket &socket);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    SimulatedAnswers m_answers;
    RequestLog m_log;
};

void TestControlServer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_workspace.reset();
    WorkspaceOptions options;
    options.ephemeral = true;
    auto workspace = Workspace::open(options);
    QVERIFY(workspace);
    m_workspace = std::move(*workspace);
}

std::unique_ptr<ControlServer> TestControlServer::makeServer()
{
    return std::make_unique<ControlServer>(ControlledServer{
        *m_workspace, m_answers, m_log, QUrl(u"http://127.0.0.1:1"_s), [] { return Result<void>(); }, [] {}});
}

std::unique_ptr<QLocalSocket> TestControlServer::connected(const QString &path)
{
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(path);
    if (!QTest::qWaitFor([&] { return socket->state() == QLocalSocket::ConnectedState; }))
        qFatal("The control socket cannot be opened.");
    return socket;
}

QJsonObject TestControlServer::nextLine(QLocalSocket &socket)
{
    if (!QTest::qWaitFor([&] { return socket.canReadLine(); }))
        return {};
    return QJsonDocument::fromJson(socket.readLine()).object();
}

QJsonObject TestControlServer::ask(QLocalSocket &socket, const QByteArray &line)
{
    socket.write(line + '\n');
    return nextLine(socket);
}

// contract: SWITCH-17
void TestControlServer::onlyTheOwnerMayOpenIt()
{
    const auto server = makeServer();
    QVERIFY(server->listen(path()));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(path()) & others, QFile::Permissions());
}

// contract: SWITCH-17
void TestControlServer::aLiveServerKeepsItsPath()
{
    const auto first = makeServer();
    const auto second = makeServer();
    QVERIFY(first->listen(path()));
    const auto refused = second->listen(path());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NetworkFailure);
    QVERIFY(refused.error().message.contains(path()));
    const auto socket = connected(path());
    QVERIFY(ask(*socket, R"({"command":"status"})").contains("result"_L1));
}

// contract: SWITCH-17
void TestControlServer::aDeadSocketIsReplaced()
{
    {
        QLocalServer dead;
        QVERIFY(dead.listen(m_folder->filePath(u"dead"_s)));
        // A server that was killed leaves its socket behind, with nobody listening.

        std::error_code fault;
        std::filesystem::create_hard_link(m_folder->filePath(u"dead"_s).toStdString(), path().toStdString(),
                                          fault);
        QVERIFY2(!fault, fault.message().c_str());
    }
    QVERIFY(QFile::exists(path()));
    const auto server = makeServer();
    const auto listening = server->listen(path());
    QVERIFY2(listening, listening ? "" : qPrintable(listening.error().message));
    const auto socket = connected(path());
    QVERIFY(ask(*socket, R"({"command":"status"})").contains("result"_L1));
}

// contract: SWITCH-17
void TestControlServer::whatIsNoSocketStays()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    const auto server = makeServer();
    QVERIFY(!server->listen(path()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine"));
}

// contract: SWITCH-17
void TestControlServer::aPathThatCannotBe()
{
    const auto server = makeServer();
    for (const QString &bad :
         {m_folder->filePath(u"no/such/folder"_s), m_folder->filePath(QString(150, u'x'))}) {
        const auto refused = server->listen(bad);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains(bad));
    }
}

// contract: SWITCH-18, SWITCH-19, SWITCH-21
void TestControlServer::severalCommandsOverOneConnection()
{
    const auto server = makeServer();
    QVERIFY(server->listen(path()));
    const auto socket = connected(path());
    socket->write(R"({"command":"clock.advance","seconds":60})"
                  "\n"
                  R"({"command":"clock.show"})"
                  "\n");
    QCOMPARE(nextLine(*socket).value("result"_L1).toObject().value("offsetMilliseconds"_L1),
             QJsonValue(60000));
    QCOMPARE(nextLine(*socket).value("result"_L1).toObject().value("offsetMilliseconds"_L1),
             QJsonValue(60000));
    QCOMPARE(m_workspace->clock().simulatedOffset(), 60000);
    const QJsonObject set =
        ask(*socket, R"({"command":"registry.set","did":"peaqos:machine:7","controllers":[]})");
    QCOMPARE(set.value("result"_L1).toObject().value("identity"_L1).toObject().value("did"_L1),
             QJsonValue(u"did:peaq:7"_s));
}

void TestControlServer::faultsAreNamedTogether_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QStringList>("places");
    QTest::newRow("no JSON") << QByteArray("status") << QStringList{u""_s};
    QTest::newRow("no object") << QByteArray("[]") << QStringList{u""_s};
    QTest::newRow("empty line") << QByteArray("") << QStringList{u""_s};
    QTest::newRow("twice") << QByteArray(R"({"command":"status","command":"reset"})")
                           << QStringList{u"/command"_s};
    QTest::newRow("no command") << QByteArray(R"({"cmd":"status"})") << QStringList{u"/command"_s};
    QTest::newRow("unknown command") << QByteArray(R"({"command":"keys"})") << QStringList{u"/command"_s};
    QTest::newRow("two at once") << QByteArray(R"({"command":"registry.rotate","did":1,"controller":"0x1"})")
                                 << QStringList{u"/did"_s, u"/controller"_s};
    QTest::newRow("registry entry")
        << QByteArray(R"({"command":"registry.set","did":"peaq:1","controllers":["x"],"active":1})")
        << QStringList{u"/did"_s, u"/controllers/0"_s, u"/active"_s};
    QTest::newRow("a fraction") << QByteArray(R"({"command":"clock.advance","seconds":0.5})")
                                << QStringList{u"/seconds"_s};
    QTest::newRow("too slow") << QByteArray(R"({"command":"resolver.slow","milliseconds":60001,"did":"x"})")
                              << QStringList{u"/milliseconds"_s, u"/did"_s};
    QTest::newRow("unknown code") << QByteArray(R"({"command":"fault","code":"TEAPOT","count":-1})")
                                  << QStringList{u"/code"_s, u"/count"_s};
    QTest::newRow("not from the root")
        << QByteArray(R"({"command":"export","file":"x"})") << QStringList{u"/file"_s};
    QTest::newRow("follow") << QByteArray(R"({"command":"log.tail","follow":"yes"})")
                            << QStringList{u"/follow"_s};
}

// contract: SWITCH-18
void TestControlServer::faultsAreNamedTogether()
{
    QFETCH(QByteArray, line);
    QFETCH(QStringList, places);
    const auto server = makeServer();
    QVERIFY(server->listen(path()));
    const auto socket = connected(path());
    const QJsonObject error = ask(*socket, line).value("error"_L1).toObject();
    QCOMPARE(error.value("code"_L1), QJsonValue(u"VALIDATION_ERROR"_s));
    QStringList named;
    for (const QJsonValue &issue : error.value("details"_L1).toObject().value("issues"_L1).toArray())
        named.append(issue.toObject().value("path"_L1).toString());
    QCOMPARE(named, places);
    QVERIFY(ask(*socket, R"({"command":"status"})").contains("result"_L1));
}

// contract: SWITCH-18
void TestControlServer::aLineWithoutEndIsCutOff()
{
    const auto server = makeServer();
    QVERIFY(server->listen(path()));
    const auto socket = connected(path());
    QSignalSpy gone(socket.get(), &QLocalSocket::disconnected);
    socket->write(QByteArray(ControlConnection::kLongestLine * 2, ' '));
    QVERIFY(nextLine(*socket).contains("error"_L1));
    QTRY_COMPARE(gone.size(), 1);
}

// contract: SWITCH-18
void TestControlServer::notMoreThanSixteenClients()
{
    const auto server = makeServer();
    QVERIFY(server->listen(path()));
    std::vector<std::unique_ptr<QLocalSocket>> clients;
    for (int i = 0; i < ControlServer::kMostClients; ++i) {
        clients.push_back(connected(path()));
        QVERIFY(ask(*clients.back(), R"({"command":"clock.show"})").contains("result"_L1));
    }
    auto surplus = connected(path());
    QVERIFY(ask(*surplus, R"({"command":"clock.show"})").contains("error"_L1));
    clients.pop_back();
    QTRY_VERIFY(ask(*(surplus = connected(path())), R"({"command":"clock.show"})").contains("result"_L1));
}

// contract: SWITCH-26
void TestControlServer::aFollowerHearsOfEachRequest()
{
    const auto server = makeServer();
    QVERIFY(server->listen(path()));
    const auto entry = [](const QString &id) {
        return RequestLogEntry{{0}, id, u"GET"_s, u"/health"_s, 200, {}, 5, {}};
    };
    m_log.append(entry(u"req_1"_s));
    m_log.append(entry(u"req_2"_s));
    const auto socket = connected(path());
    const QJsonObject held = ask(*socket, R"({"command":"log.tail","count":1,"follow":true})");
    const QJsonArray entries = held.value("result"_L1).toObject().value("entries"_L1).toArray();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.first().toObject().value("x-request-id"_L1), QJsonValue(u"req_2"_s));
    server->publish(m_log.append(entry(u"req_3"_s)));
    QCOMPARE(nextLine(*socket).value("entry"_L1).toObject().value("x-request-id"_L1), QJsonValue(u"req_3"_s));
}

// contract: SWITCH-26
void TestControlServer::aFollowerThatDoesNotReadIsDropped()
{
    const auto server = makeServer();
    QVERIFY(server->listen(path()));
    const auto socket = connected(path());
    QVERIFY(ask(*socket, R"({"command":"log.tail","follow":true})").contains("result"_L1));
    socket->setReadBufferSize(1);
    QSignalSpy gone(socket.get(), &QLocalSocket::disconnected);
    const int count = 4096;
    const QByteArray entry = "\"" + QByteArray(1024, 'x') + "\"";
    for (int i = 0; i < count; ++i)
        server->publish(entry);
    qsizetype received = 0;
    connect(socket.get(), &QLocalSocket::readyRead, this, [&] { received += socket->readAll().size(); });
    socket->setReadBufferSize(0);
    received += socket->readAll().size();
    QTRY_COMPARE(gone.size(), 1);
    QVERIFY2(received < count * entry.size(), "everything was kept for a client that did not read");
    const auto other = connected(path());
    QVERIFY(ask(*other, R"({"command":"clock.show"})").contains("result"_L1));
}

// contract: SWITCH-25
void TestControlServer::everyCommandOfCtlIsKnown()
{
    const auto server = makeServer();
    QVERIFY(server->listen(path()));
    const auto socket = connected(path());
    for (const CtlForm &form : CtlForm::all()) {
        const QString command = QString(QLatin1StringView(form.words)).replace(u' ', u'.');
        const QJsonObject answer =
            ask(*socket, QJsonDocument(QJsonObject{{u"command"_s, command}}).toJson(QJsonDocument::Compact));
        QVERIFY2(!answer.isEmpty(), qPrintable(command));
        const QString text = QString::fromUtf8(QJsonDocument(answer).toJson());
        QVERIFY2(!text.contains("There is no command"_L1), qPrintable(command));
    }
}

QTEST_GUILESS_MAIN(TestControlServer)
#include "tst_controlserver.moc"
