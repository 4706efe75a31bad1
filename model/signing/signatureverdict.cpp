// SPDX-License-Identifier: GPL-3.0-or-later
#include "signatureverdict.h"

#include "keccak.h"
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
        return {Kind::Malformed, signatureFaultText(fault), {}};
    auto addressFault = Address::Fault::Length;
    std::optional<Address> wanted;
    if (!expected.trimmed().isEmpty()) {
        wanted = Address::parse(expected.trimmed(), &addressFault);
        if (!wanted)
            return {Kind::Malformed, addressFaultText(addressFault), {}};
    }
    const std::optional<Address> signer = recoverSigner(personalMessageDigest(message), *parsed);
    if (!signer)
        return {Kind::Malformed, signatureFaultText(Signature::Fault::ZeroOrOutOfRange), {}};
    if (!wanted)
        return {Kind::Recovered, u"%1 signed exactly these bytes (%2)."_s.arg(signer->text(), formText(form)),
                signer};
    if (*signer == *wanted)
        return {Kind::Holds, u"%1 signed exactly these bytes (%2)."_s.arg(wanted->text(), formText(form)),
                signer};
    const qsizetype at = firstDifference(signer->text(), wanted->text());
    return {
        Kind::Other,
        u"Not signed by %1: these bytes and this signature belong to %2, which differs from character "
        "%3 on. A changed message has the same effect as another key."_s.arg(wanted->text(), signer->text())
            .arg(at + 1),
        signer};
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
