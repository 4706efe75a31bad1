// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiclient.h"
#include "servedworkspace.h"

#include <QJsonArray>
#include <QTest>
#include <QThread>

#include <latch>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

constexpr int kClients = 16; // as many challenges as an identity has

QJsonObject proofIn(const QJsonObject &registration)
{
    return registration.value("identityProof"_L1).toObject();
}

/// Code, sentence and details: who loses the race hears what he would have heard later.
QJsonObject refusalIn(const RawAnswer &answer)
{
    return answer.json().value("error"_L1).toObject();
}

} // namespace

/// Clients that ask for the same thing at the same moment, each on a connection and a thread of its own.
class TestParallelRequests : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    // contract: ID-16, HTTP-39
    void oneRecordPerIdentity();
    // contract: ID-6, HTTP-39
    void oneUseOfAChallenge();
    // contract: ID-6, HTTP-39
    void oneRepairPerChallenge();
    // contract: HTTP-16, HTTP-39
    void oneChangePerRevision();

private:
    struct Call
    {
        QByteArray method;
        QByteArray target;
        QJsonObject body;
        QByteArray fields;
    };
    QList<RawAnswer> together(const QList<Call> &calls);

    std::unique_ptr<ServedWorkspace> m_workspace;
    std::unique_ptr<ApiClient> m_client;
};

void TestParallelRequests::init()
{
    m_workspace = std::make_unique<ServedWorkspace>();
    QVERIFY2(m_workspace->fault().isEmpty(), qPrintable(m_workspace->fault()));
    QVERIFY(m_workspace->start().has_value());
    m_client = std::make_unique<ApiClient>(*m_workspace);
}

void TestParallelRequests::cleanup()
{
    m_client.reset();
    m_workspace.reset();
}

QList<RawAnswer> TestParallelRequests::together(const QList<Call> &calls)
{
    std::vector<RawAnswer> answers(std::size_t(calls.size()));
    std::latch start(calls.size());
    std::vector<std::unique_ptr<QThread>> threads;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        threads.emplace_back(
            QThread::create([this, &start, &call = calls[qsizetype(i)], &answer = answers[i]] {
                ApiClient client(*m_workspace);
                start.arrive_and_wait();
                answer = client.call(call.method, call.target, call.body, call.fields);
            }));
        threads.back()->start();
    }
    for (const std::unique_ptr<QThread> &thread : threads)
        thread->wait();
    return {answers.begin(), answers.end()};
}

void TestParallelRequests::oneRecordPerIdentity()
{
    QList<Call> calls;
    for (int i = 0; i < kClients; ++i)
        calls.append({"POST", "/api/v1/machines", m_client->registrationOf(7), {}});
    int created = 0;
    QList<QJsonObject> refused;
    for (const RawAnswer &answer : together(calls)) {
        if (answer.status == 201)
            ++created;
        else
            refused.append(refusalIn(answer));
    }
    QCOMPARE(created, 1);
    const RawAnswer later = m_client->call("POST", "/api/v1/machines", m_client->registrationOf(7));
    QCOMPARE(later.code(), u"MACHINE_IDENTITY_EXISTS"_s);
    QCOMPARE(refused, QList<QJsonObject>(kClients - 1, refusalIn(later)));
    const RawAnswer list = m_client->call("GET", "/api/v1/machines");
    QCOMPARE(list.json().value("items"_L1).toArray().size(), 1);
}

void TestParallelRequests::oneUseOfAChallenge()
{
    const QJsonObject registration = m_client->registrationOf(8);
    int created = 0;
    QList<QJsonObject> refused;
    for (const RawAnswer &answer :
         together(QList<Call>(kClients, {"POST", "/api/v1/machines", registration, {}}))) {
        if (answer.status == 201)
            ++created;
        else
            refused.append(refusalIn(answer));
    }
    QCOMPARE(created, 1);
    // Who comes before the challenge is used finds the identity taken.
    const RawAnswer later = m_client->call("POST", "/api/v1/machines", registration);
    QVERIFY2(later.body.contains("challenge_used"), later.body.constData());
    const RawAnswer taken = m_client->call("POST", "/api/v1/machines", m_client->registrationOf(8));
    for (const QJsonObject &refusal : std::as_const(refused))
        QVERIFY(refusal == refusalIn(later) || refusal == refusalIn(taken));
}

void TestParallelRequests::oneRepairPerChallenge()
{
    const QByteArray target =
        "/api/v1/machines/" + m_client->registered(9).value("id"_L1).toString().toLatin1();
    const QJsonObject body{{u"identityProof"_s, proofIn(m_client->registrationOf(9))}};
    int changed = 0;
    QList<QJsonObject> refused;
    for (const RawAnswer &answer : together(QList<Call>(kClients, {"PATCH", target, body, {}}))) {
        if (answer.status == 200)
            ++changed;
        else
            refused.append(refusalIn(answer));
    }
    QCOMPARE(changed, 1);
    const RawAnswer later = m_client->call("PATCH", target, body);
    QVERIFY2(later.body.contains("challenge_used"), later.body.constData());
    QCOMPARE(refused, QList<QJsonObject>(kClients - 1, refusalIn(later)));
}

void TestParallelRequests::oneChangePerRevision()
{
    const QByteArray target =
        "/api/v1/machines/" + m_client->registered(10).value("id"_L1).toString().toLatin1();
    const QByteArray tag = m_client->call("GET", target).headers.value("etag");
    QList<Call> calls;
    for (int i = 0; i < kClients; ++i)
        calls.append({"PATCH",
                      target,
                      {{u"ownerId"_s, u"owner-%1"_s.arg(i)}},
                      QByteArray("If-Match: ").append(tag).append("\r\n")});
    QStringList owners;
    QList<QJsonObject> refused;
    for (const RawAnswer &answer : together(calls)) {
        if (answer.status == 200)
            owners.append(answer.item().value("ownerId"_L1).toString());
        else
            refused.append(refusalIn(answer));
    }
    const RawAnswer later = m_client->call("PATCH", target, {}, calls.first().fields);
    QCOMPARE(later.code(), u"PRECONDITION_FAILED"_s);
    QCOMPARE(refused, QList<QJsonObject>(kClients - 1, refusalIn(later)));
    QCOMPARE(owners.size(), 1);
    QCOMPARE(m_client->call("GET", target).item().value("ownerId"_L1).toString(), owners.first());
}

QTEST_GUILESS_MAIN(TestParallelRequests)
#include "tst_parallelrequests.moc"
