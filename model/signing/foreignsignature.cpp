// SPDX-License-Identifier: GPL-3.0-or-later
#include "foreignsignature.h"

#include "signature.h"
#include "signatureverdict.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

using Kind = SignatureVerdict::Kind;

constexpr qsizetype kShortBytes = 64;
constexpr qsizetype kLongBytes = 65;

bool isPrintable(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t'; });
}

/// The text of the signature, wherever it came from; in `fault` why there is none.
QString signatureText(const Challenge &challenge, QByteArrayView given, QString &fault)
{
    const bool isRaw = given.size() == kShortBytes || given.size() == kLongBytes;
    if (isRaw && !isPrintable(given))
        return QString::fromLatin1(given.toByteArray().toHex());
    const QByteArray text = given.trimmed().toByteArray();
    if (!text.startsWith('{'))
        return QString::fromUtf8(text);
    const Result<SignedMessage> read = readSignedMessage(text);
    if (!read) {
        const QList<Issue> issues = issuesOf(read.error());
        fault = u"This is not the JSON of a wallet: %1"_s.arg(
            issues.isEmpty() ? read.error().message
                             : QString(issues.first().path + u' ' + issues.first().message));
        return {};
    }
    if (read->message.toUtf8() != challenge.message)
        fault = u"This JSON is of another message: its text is not, byte for byte, the one to sign here."_s;
    return fault.isEmpty() ? read->signature.trimmed() : QString();
}

QString wouldDo(const Challenge &challenge)
{
    return u" A signature of %1 would do."_s.arg(challenge.controllerAddresses.join(u" or "_s));
}

} // namespace

ForeignSignature judgeForeignSignature(const Challenge &challenge, QByteArrayView given)
{
    QString fault;
    const QString text = signatureText(challenge, given, fault);
    if (!fault.isEmpty())
        return {{}, fault, {}};
    const SignatureVerdict alone = judgeSignature(challenge.message, text, {});
    if (alone.kind == Kind::Malformed)
        return {{}, alone.text, {}};
    SignatureVerdict nearest;
    for (const QString &controller : challenge.controllerAddresses) {
        const SignatureVerdict verdict = judgeSignature(challenge.message, text, controller);
        if (verdict.kind == Kind::Holds)
            return {Signature::parse(text)->text(), verdict.text, verdict.recovered};
        if (nearest.text.isEmpty() || verdict.fitsOtherwise)
            nearest = verdict;
    }
    if (nearest.fitsOtherwise || challenge.controllerAddresses.size() == 1)
        return {{}, nearest.text + wouldDo(challenge), alone.recovered};
    return {
        {},
        u"These bytes and this signature belong to %1, who does not control %2. A changed message has the "
        "same effect as another key."_s.arg(alone.recovered->text(), challenge.identityRef.did()) +
            wouldDo(challenge),
        alone.recovered};
}

} // namespace muster
