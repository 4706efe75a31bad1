// SPDX-License-Identifier: GPL-3.0-or-later
#include "signatureverdict.h"

#include "keccak.h"
#include "pastedmessage.h"
#include "signature.h"
#include "strictjson.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

using Kind = SignatureVerdict::Kind;

/// Where two addresses of the same length part.
qsizetype firstDifference(const QString &one, const QString &other)
{
    qsizetype at = 0;
    while (at < one.size() && at < other.size() && one.at(at).toLower() == other.at(at).toLower())
        ++at;
    return at;
}

QString formText(Signature::Form form)
{
    return form == Signature::Form::Bytes65 ? u"65 bytes"_s : u"64 bytes, EIP-2098"_s;
}

/// The bytes that a text of 0x and hex digits stands for; nothing for another text.
QByteArray bytesOfHexText(QByteArrayView message)
{
    const QByteArray digits = message.startsWith("0x") ? message.sliced(2).toByteArray() : QByteArray();
    const QByteArray bytes = QByteArray::fromHex(digits);
    return bytes.toHex() == digits.toLower() ? bytes : QByteArray();
}

/// What a signature of `wanted` is over, as a sentence; empty when nothing likely fits.
QString whatFits(QByteArrayView message, const Signature &signature, const Address &wanted)
{
    const auto fits = [&](const QByteArray &digest) { return recoverSigner(digest, signature) == wanted; };
    const QList<PastedReading> readings = readingsOfPaste(message.toByteArray());
    for (const PastedReading &reading : readings) {
        if (fits(personalMessageDigest(reading.bytes)))
            return u" It fits the same text %1."_s.arg(reading.words);
    }
    if (const QByteArray bytes = bytesOfHexText(message); fits(personalMessageDigest(bytes)))
        return u" It fits the %1 bytes that these hexadecimal digits stand for."_s.arg(bytes.size());
    return {};
}

/// The length of a message as the first Trezor wrote it: as Bitcoin does, in binary, low byte first.
QByteArray binaryLength(qsizetype length)
{
    QByteArray bytes;
    if (length < 253)
        return bytes.append(char(length));
    const int count = length <= 0xffff ? 2 : 4;
    bytes.append(count == 2 ? '\xfd' : '\xfe');
    for (int i = 0; i < count; ++i)
        bytes.append(char((length >> (8 * i)) & 0xff));
    return bytes;
}

/// The old form in which `wanted` signed the message; empty for none.
QString oldForm(QByteArrayView message, const Signature &signature, const Address &wanted)
{
    if (recoverSigner(keccak256(message), signature) == wanted)
        return u"without the prefix of EIP-191, as version 1 of MyCrypto and MyEtherWallet signed"_s;
    const QByteArray ofTrezor = "\x19"
                                "Ethereum Signed Message:\n" +
                                binaryLength(message.size()) + message.toByteArray();
    if (recoverSigner(keccak256(ofTrezor), signature) == wanted)
        return u"with its length in binary, as the first firmware of Trezor signed"_s;
    return {};
}

QString requiredText(const QJsonObject &object, const QString &name, QList<Issue> &issues)
{
    const QJsonValue value = object.value(name);
    if (!value.isString())
        issues.append({u'/' + name, value.isUndefined() ? u"This member is missing."_s
                                                        : u"This member must be a text."_s});
    return value.toString();
}

} // namespace

SignatureVerdict judgeSignature(QByteArrayView message, const QString &signature, const QString &expected)
{
    auto fault = Signature::Fault::Length;
    auto form = Signature::Form::Bytes65;
    const std::optional<Signature> parsed = Signature::parse(signature.trimmed(), &fault, &form);
    if (!parsed)
        return {Kind::Malformed, signatureFaultText(fault)};
    auto addressFault = Address::Fault::Length;
    std::optional<Address> wanted;
    if (!expected.trimmed().isEmpty()) {
        wanted = Address::parse(expected.trimmed(), &addressFault);
        if (!wanted)
            return {Kind::Malformed, addressFaultText(addressFault)};
    }
    const std::optional<Address> signer = recoverSigner(personalMessageDigest(message), *parsed);
    if (!signer)
        return {Kind::Malformed, signatureFaultText(Signature::Fault::ZeroOrOutOfRange)};
    if (!wanted)
        return {Kind::Recovered,
                u"%1 signed exactly these bytes (%2)."_s.arg(signer->text(), formText(form)),
                signer,
                {}};
    if (*signer == *wanted)
        return {Kind::Holds, u"%1 signed exactly these bytes (%2)."_s.arg(wanted->text(), formText(form)),
                signer, wanted};
    if (const QString old = oldForm(message, *parsed, *wanted); !old.isEmpty())
        return {Kind::OldForm,
                u"%1 signed these bytes, but %2; no service takes that."_s.arg(wanted->text(), old),
                signer,
                wanted,
                -1,
                true};
    const qsizetype at = firstDifference(signer->text(), wanted->text());
    const QString fitting = whatFits(message, *parsed, *wanted);
    const QString text =
        u"Not signed by %1: these bytes and this signature belong to %2, which differs from character %3 on.%4"_s
            .arg(wanted->text(), signer->text())
            .arg(at + 1)
            .arg(fitting.isEmpty() ? u" A changed message has the same effect as another key."_s : fitting);
    return {Kind::Other, text, signer, wanted, at, !fitting.isEmpty()};
}

Result<QString> textOnceItHolds(const Signature &made, QByteArrayView message, const Address &signer)
{
    const SignatureVerdict verdict = judgeSignature(message, made.text(), signer.text());
    if (verdict.kind != Kind::Holds)
        return fail(ErrorCode::InternalError, u"The signature failed its own check. "_s + verdict.text);
    return made.text();
}

Result<SignedMessage> readSignedMessage(QByteArrayView json)
{
    const Result<QJsonValue> value = readStrictJson(json);
    if (!value)
        return Failure(value.error());
    if (!value->isObject())
        return Failure(validationError({{QString(), u"This is no JSON object."_s}}));
    const QJsonObject object = value->toObject();
    QList<Issue> issues;
    SignedMessage read{requiredText(object, u"msg"_s, issues), requiredText(object, u"sig"_s, issues),
                       requiredText(object, u"address"_s, issues)};
    if (!issues.isEmpty())
        return Failure(validationError(issues));
    return read;
}

} // namespace muster
