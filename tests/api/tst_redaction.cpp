// SPDX-License-Identifier: GPL-3.0-or-later
#include "apidescription.h"
#include "keygate.h"
#include "redaction.h"
#include "stopsignal.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;

namespace {

const QByteArray kKey = "Zq3-the/right+key_0123456789";
const QByteArray kOther = "another-key-of-somebody";

RequestHead headPresenting(const QByteArray &key)
{
    RequestHead head;
    head.fields.append({"x-api-key", key});
    head.fields.append({"authorization", QByteArray("Bearer ").append(kOther)});
    return head;
}

QByteArray everyByteEncoded(const QByteArray &text)
{
    return QByteArray("%").append(text.toHex('%'));
}

} // namespace

class TestRedaction : public QObject
{
    Q_OBJECT

private slots:
    void targets_data();
    // contract: HTTP-21
    void targets();
    void keysInEveryPlace_data();
    // contract: HTTP-21
    void keysInEveryPlace();
    // contract: HTTP-21
    void keysInWords();
    // contract: HTTP-21
    void everyParameterOfTheApiIsShown();
    // contract: HTTP-21
    void theKeyThatCountsNow();

private:
    StopSignal m_stop;
    KeyGate m_keys{kKey, GuardLimits(), m_stop};
};

void TestRedaction::targets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QByteArray("/a?limit=2&cursor=c1_0") << u"/a?limit=2&cursor=c1_0"_s;
    QTest::newRow("did") << QByteArray("/machine/did%3Apeaq:42") << u"/machine/did%3Apeaq:42"_s;
    QTest::newRow("parameters that are not ours") << QByteArray("/a?api_KEY=1&x=2&password=3&sig=4&limit=5")
                                                  << u"/a?api_KEY=***&x=***&password=***&sig=***&limit=5"_s;
    QTest::newRow("encoded name") << QByteArray("/a?%6bey=1&%6cimit=2") << u"/a?%6bey=***&%6cimit=2"_s;
    QTest::newRow("no value") << QByteArray("/a?hunter2&limit&") << u"/a?***&limit&"_s;
    QTest::newRow("user information") << QByteArray("http://user:s3cr3t@evil/x") << u"http://***@evil/x"_s;
    QTest::newRow("authority") << QByteArray("user:s3cr3t@evil:443") << u"***@evil:443"_s;
    QTest::newRow("path parameter") << QByteArray("/a;password=hunter2/b") << u"/a;password=***/b"_s;
    QTest::newRow("fragment") << QByteArray("/a#access_token=1?limit=2") << u"/a#***"_s;
    QTest::newRow("long") << QByteArray(600, '/') << QString(500, u'/');
    QTest::newRow("empty") << QByteArray() << QString();
    // The key is cut where the target is no longer looked at.
    QTest::newRow("half a key") << QByteArray("/=").append(QByteArray(1978, 'a')).append('/').append(kOther)
                                << u"/=***/"_s;
}

void TestRedaction::targets()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, shown);
    QCOMPARE(Redaction(m_keys, headPresenting("presented")).target(target), shown);
}

void TestRedaction::keysInEveryPlace_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const QByteArray &key : {kKey, kOther}) {
        for (const QByteArray &spelled : {key, key.toPercentEncoding(), everyByteEncoded(key)}) {
            for (const char *form : {"/machines/KEY", "/KEY", "/a/xKEYx/b", "/a?limit=KEY", "/a?cursor=xKEYx",
                                     "/a?KEY", "/a?KEY=1", "/a?authorization=Bearer%20KEY",
                                     "/a?limit=1&x=KEY", "http://KEY@h/x", "http://h/KEY", "/a#KEY", "KEY"})
                QTest::addRow("%s %s", form, spelled.constData()) << QByteArray(form).replace("KEY", spelled);
        }
    }
}

void TestRedaction::keysInEveryPlace()
{
    QFETCH(QByteArray, target);
    const QByteArray shown = Redaction(m_keys, headPresenting("wrong")).target(target).toLatin1();
    const QByteArray decoded = QByteArray::fromPercentEncoding(shown);
    QVERIFY2(!decoded.contains(kKey) && !decoded.contains(kOther) && shown.contains("***"),
             shown.constData());
}

void TestRedaction::keysInWords()
{
    const Redaction redaction(m_keys, headPresenting("wrong-but-presented"));
    QCOMPARE(redaction.word("PATCH", 32), u"PATCH"_s);
    QCOMPARE(redaction.word("curl/8", 4), u"curl"_s);
    QCOMPARE(redaction.word(kKey, 8), u"***"_s);
    QCOMPARE(redaction.word("agent/1 " + kOther, 100), u"***"_s);
    QCOMPARE(redaction.word("wrong-but-presented", 100), u"***"_s);
    // A key of one letter does not hide everything that has the letter in it.
    QCOMPARE(Redaction(m_keys, headPresenting("a")).target("/a/machines"), u"/***/machines"_s);
}

void TestRedaction::everyParameterOfTheApiIsShown()
{
    const QJsonObject document = QJsonDocument::fromJson(apiDescription({true, true})).object();
    const QJsonObject named = document.value("components"_L1).toObject().value("parameters"_L1).toObject();
    QList<QJsonValue> parameters(named.begin(), named.end());
    for (const QJsonValue path : document.value("paths"_L1).toObject()) {
        for (const QJsonValue operation : path.toObject()) {
            for (const QJsonValue parameter : operation.toObject().value("parameters"_L1).toArray())
                parameters.append(parameter);
        }
    }
    int shown = 0;
    for (const QJsonValue &parameter : parameters) {
        if (parameter.toObject().value("in"_L1) != "query"_L1)
            continue;
        const QByteArray target = QByteArray("/a?")
                                      .append(parameter.toObject().value("name"_L1).toString().toLatin1())
                                      .append("=1");
        QCOMPARE(Redaction(m_keys, RequestHead()).target(target), QString::fromLatin1(target));
        ++shown;
    }
    QVERIFY(shown >= 10);
}

void TestRedaction::theKeyThatCountsNow()
{
    KeyGate keys("the-first-key", GuardLimits(), m_stop);
    keys.replaceKey("the-second-and-longer-key");
    const Redaction redaction(keys, RequestHead());
    QCOMPARE(redaction.target("/a/the-second-and-longer-key"), u"/a/***"_s);
    KeyGate none({}, GuardLimits(), m_stop);
    QCOMPARE(Redaction(none, RequestHead()).target("/a/b"), u"/a/b"_s);
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
