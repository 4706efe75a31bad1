// SPDX-License-Identifier: GPL-3.0-or-later
#include "passphrasejudgement.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

SecureBytes secret(const QByteArray &text)
{
    const auto *const bytes = reinterpret_cast<const std::uint8_t *>(text.constData());
    return SecureBytes(std::span(bytes, std::size_t(text.size())));
}

} // namespace

class TestPassphraseJudgement : public QObject
{
    Q_OBJECT

private slots:
    void strengthIsApartFromTheRules();
    void vaultSpellingIsOne();
    void foreignSpellingsBeginAsTyped();
};

void TestPassphraseJudgement::strengthIsApartFromTheRules()
{
    using Strength = PassphraseJudgement::Strength;
    const PassphraseJudgement common = judgePassphrase(secret("password password"));
    QVERIFY(common.allowed);
    QCOMPARE(common.strength, Strength::Weak);
    const PassphraseJudgement brief = judgePassphrase(secret("kX3#vq9!L"));
    QVERIFY(!brief.allowed);
    QVERIFY(brief.strength > Strength::Weak);
    const PassphraseJudgement several = judgePassphrase(secret("gravel mitten opaque walnut thimble"));
    QVERIFY(several.allowed);
    QVERIFY(several.strength >= Strength::Good);
    QVERIFY(several.bits > common.bits);
}

void TestPassphraseJudgement::vaultSpellingIsOne()
{
    const SecureBytes composed = secret("p\xc3\xa4ssphrase");
    QVERIFY(vaultSpelling(secret("pa\xcc\x88ssphrase")).equals(composed));
    QVERIFY(vaultSpelling(composed.clone()).equals(composed));
    QVERIFY(vaultSpelling(secret("\xff")).equals(secret("\xff")));
}

void TestPassphraseJudgement::foreignSpellingsBeginAsTyped()
{
    const auto spellings = foreignSpellings(secret("pa\xcc\x88ss"));
    QCOMPARE(spellings.size(), std::size_t(2));
    QVERIFY(spellings.front().equals(secret("pa\xcc\x88ss")));
    QVERIFY(spellings.back().equals(secret("p\xc3\xa4ss")));
}

QTEST_GUILESS_MAIN(TestPassphraseJudgement)
#include "tst_passphrasejudgement.moc"
