// SPDX-License-Identifier: GPL-3.0-or-later
#include "foreigntext.h"

#include "messagebytes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kSignIn = "wants you to sign in with your"_L1;
constexpr qsizetype kHashDigits = 64;

bool isOnlyHex(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
}

bool hasAll(const QJsonObject &object, std::initializer_list<QLatin1StringView> names)
{
    return std::all_of(names.begin(), names.end(),
                       [&object](QLatin1StringView name) { return object.contains(name); });
}

bool hasAny(const QJsonObject &object, std::initializer_list<QLatin1StringView> names)
{
    return std::any_of(names.begin(), names.end(),
                       [&object](QLatin1StringView name) { return object.contains(name); });
}

/// What a wallet would do with this value, or with one inside of it: it may come wrapped in a request.
QString formOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    if (hasAll(object, {"types"_L1, "primaryType"_L1}) || hasAll(object, {"type"_L1, "name"_L1, "value"_L1}))
        return u"typed data (EIP-712)"_s;
    if (hasAny(object, {"gas"_L1, "gasLimit"_L1, "gasPrice"_L1, "maxFeePerGas"_L1}) &&
        hasAny(object, {"nonce"_L1, "to"_L1, "data"_L1, "input"_L1}))
        return u"a transaction"_s;
    const QJsonArray elements = value.toArray();
    for (const auto &inner : elements) {
        if (QString form = formOf(inner); !form.isEmpty())
            return form;
    }
    for (const auto &inner : object) {
        if (QString form = formOf(inner); !form.isEmpty())
            return form;
    }
    return {};
}

/// What a program, not a person, would read in this text.
QString knownForm(const QString &text)
{
    if (text.contains(kSignIn, Qt::CaseInsensitive))
        return u"a sign-in with Ethereum (EIP-4361) to another service"_s;
    const QString trimmed = text.trimmed();
    const QStringView digits =
        trimmed.startsWith("0x"_L1) ? QStringView(trimmed).mid(2) : QStringView(trimmed);
    if (isOnlyHex(digits) && digits.size() == kHashDigits)
        return u"a hash of something that is not shown"_s;
    if (isOnlyHex(digits) && digits.size() > kHashDigits)
        return u"encoded data, perhaps a transaction"_s;
    const QJsonDocument json = QJsonDocument::fromJson(text.toUtf8());
    return formOf(json.isArray() ? QJsonValue(json.array()) : QJsonValue(json.object()));
}

/// An identity in the text that is not this one; empty when there is none.
QString otherIdentity(const QString &text, const IdentityRef &identity)
{
    static const QRegularExpression reference(u"(?:did:peaq|peaqos:machine):([0-9A-Za-z]+)"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    QRegularExpressionMatchIterator found = reference.globalMatch(text);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        if (match.captured(1) != identity.number())
            return match.captured();
    }
    return {};
}

} // namespace

QString foreignTextObjection(QByteArrayView message, const IdentityRef &identity)
{
    const MessageBytes shown = showMessageBytes(message);
    if (!shown.conspicuous.isEmpty())
        return u"This text must not be signed as a challenge: it holds more than printable text (%1)."_s.arg(
            shown.conspicuous.join(u", "_s));
    const QString text = QString::fromUtf8(message);
    if (text.trimmed().isEmpty())
        return u"This text must not be signed as a challenge: it says nothing."_s;
    const QString form = knownForm(text);
    if (!form.isEmpty())
        return u"This text must not be signed as a challenge: it is %1."_s.arg(form);
    const QString other = otherIdentity(text, identity);
    if (!other.isEmpty())
        return u"This text must not be signed as a challenge: it names %1, not %2."_s.arg(other,
                                                                                          identity.did());
    return {};
}

} // namespace muster
