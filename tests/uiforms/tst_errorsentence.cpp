// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorsentence.h"

#include "nextstep.h"

#include <QSet>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestErrorSentence : public QObject
{
    Q_OBJECT

private slots:
    void everyCodeSaysWhatToDoNext_data();
    void everyCodeSaysWhatToDoNext();
    void aMessageThatSaysItIsLeftAlone();
    void aReasonOfTheContractHasItsOwnWords();
    void aServiceWithoutWords();
};

void TestErrorSentence::everyCodeSaysWhatToDoNext_data()
{
    QTest::addColumn<int>("code");
    QSet<QString> names;
    for (int code = 0; code <= int(ErrorCode::Cancelled); ++code) {
        const QString name = errorCodeName(static_cast<ErrorCode>(code));
        QVERIFY2(!names.contains(name), qPrintable(name));
        names.insert(name);
        QTest::newRow(qPrintable(name)) << code;
    }
}

void TestErrorSentence::everyCodeSaysWhatToDoNext()
{
    QFETCH(int, code);
    Error error;
    error.code = static_cast<ErrorCode>(code);
    error.message = u"Something is not as it should be."_s;
    error.foreignCode = error.code == ErrorCode::Foreign ? u"ODD"_s : QString();
    const QString step = nextStep(error.code);
    QVERIFY(step.size() > 10 && step.endsWith(u'.'));
    const QString sentence = errorSentence(error);
    QVERIFY2(sentence.endsWith(u' ' + step), qPrintable(sentence));
    QVERIFY2(sentence.size() > step.size() + 20, qPrintable(sentence));
}

void TestErrorSentence::aMessageThatSaysItIsLeftAlone()
{
    const Error error{ErrorCode::VaultLocked, u"The vault is locked. Unlock it first."_s, {}, 0, {}};
    QCOMPARE(errorSentence(error), error.message);
}

void TestErrorSentence::aReasonOfTheContractHasItsOwnWords()
{
    const Error error{ErrorCode::MachineIdentityProofInvalid,
                      u"Invalid proof."_s,
                      {{u"reason"_s, u"challenge_used"_s}},
                      0,
                      {}};
    QCOMPARE(errorSentence(error), u"This challenge was used already. Get a new one and sign again."_s);
}

void TestErrorSentence::aServiceWithoutWords()
{
    const Error error{ErrorCode::RateLimited, {}, {}, 7, {}};
    QCOMPARE(errorSentence(error),
             u"The service refused without saying why (RATE_LIMITED). Wait a little, then "
             "try again. The service asks to wait 7 s."_s);
}

QTEST_MAIN(TestErrorSentence)

#include "tst_errorsentence.moc"
