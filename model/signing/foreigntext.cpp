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
/// How often JSON is read in a text of JSON; a request to a wallet needs two.
constexpr int kDeepest = 8;

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

/// What a text holds when a program reads it: the text, every text inside of its JSON, whatever the spelling
/// and also where JSON stands in a text of JSON, and every object.
struct Decoded
{
    QStringList texts;
    QList<QJsonObject> objects;
    bool isTooDeep = false;
};

void collectText(const QString &text, int depth, Decoded &decoded);

void collect(const QJsonValue &value, int depth, Decoded &decoded)
{
    if (value.isString())
        collectText(value.toString(), depth + 1, decoded);
    const QJsonArray elements = value.toArray();
    for (const auto &inner : elements)
        collect(inner, depth, decoded);
    const QJsonObject object = value.toObject();
    if (!object.isEmpty())
        decoded.objects.append(object);
    for (auto member = object.begin(); member != object.end(); ++member) {
        collectText(member.key(), depth + 1, decoded);
        collect(member.value(), depth, decoded);
    }
}

/// The value of a text of JSON, which may be a text alone; undefined for another text.
QJsonValue jsonIn(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.startsWith(u'{') && !trimmed.startsWith(u'[') && !trimmed.startsWith(u'"'))
        return QJsonValue::Undefined;
    const QJsonArray wrapped = QJsonDocument::fromJson((u'[' + trimmed + u']').toUtf8()).array();
    return wrapped.size() == 1 ? wrapped.first() : QJsonValue(QJsonValue::Undefined);
}

void collectText(const QString &text, int depth, Decoded &decoded)
{
    decoded.texts.append(text);
    const QJsonValue json = jsonIn(text);
    if (depth < kDeepest)
        collect(json, depth, decoded);
    else if (!json.isUndefined())
        decoded.isTooDeep = true;
}

/// What a wallet would do with this object; it may have come wrapped in a request.
QString formOf(const QJsonObject &object)
{
    if (hasAll(object, {"types"_L1, "primaryType"_L1}) || hasAll(object, {"type"_L1, "name"_L1, "value"_L1}))
        return u"typed data (EIP-712)"_s;
    // A wallet fills in the gas by itself.
    if (hasAny(object, {"gas"_L1, "gasLimit"_L1, "gasPrice"_L1, "maxFeePerGas"_L1}) &&
        hasAny(object, {"nonce"_L1, "to"_L1, "data"_L1, "input"_L1}))
        return u"a transaction"_s;
    if (object.contains("to"_L1) &&
        hasAny(object, {"value"_L1, "data"_L1, "input"_L1, "nonce"_L1, "chainId"_L1}))
        return u"a transaction"_s;
    return {};
}

/// What digits alone stand for, also where they are a text of JSON.
QString digitsForm(const QString &text)
{
    const QJsonValue json = jsonIn(text);
    const QString trimmed = (json.isString() ? json.toString() : text).trimmed();
    const bool hasPrefix = trimmed.startsWith("0x"_L1, Qt::CaseInsensitive);
    const QStringView digits = hasPrefix ? QStringView(trimmed).mid(2) : QStringView(trimmed);
    if (isOnlyHex(digits) && digits.size() == kHashDigits)
        return u"a hash of something that is not shown"_s;
    if (isOnlyHex(digits) && digits.size() > kHashDigits)
        return u"encoded data, perhaps a transaction"_s;
    return {};
}

/// What a program, not a person, would read in this text.
QString knownForm(const QString &text, const Decoded &decoded)
{
    const bool signsIn = std::any_of(decoded.texts.begin(), decoded.texts.end(), [](const QString &part) {
        return part.contains(kSignIn, Qt::CaseInsensitive);
    });
    if (signsIn)
        return u"a sign-in with Ethereum (EIP-4361) to another service"_s;
    if (QString form = digitsForm(text); !form.isEmpty())
        return form;
    for (const QJsonObject &object : decoded.objects) {
        if (QString form = formOf(object); !form.isEmpty())
            return form;
    }
    return decoded.isTooDeep ? u"JSON inside of JSON, deeper than is read here"_s : QString();
}

/// An identity in one of the texts that is not this one; empty when there is none.
QString otherIdentity(const QStringList &texts, const IdentityRef &identity)
{
    static const QRegularExpression reference(u"(?:did:peaq|peaqos:machine):([0-9A-Za-z]+)"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    for (const QString &text : texts) {
        QRegularExpressionMatchIterator found = reference.globalMatch(text);
        while (found.hasNext()) {
            const QRegularExpressionMatch match = found.next();
            if (match.captured(1) != identity.number())
                return match.captured();
        }
    }
    return {};
}

/// What is in the message beside text. Tabs and CRLF are ways to write text; a lone CR is not.
QStringList unprintable(QByteArrayView message)
{
    QStringList odd = showMessageBytes(message).conspicuous;
    odd.removeAll(u"U+0009"_s);
    if (message.toByteArray().replace("\r\n", "\n").contains('\r'))
        return odd;
    odd.removeAll(u"U+000D"_s);
    return odd;
}

} // namespace

QString foreignTextObjection(QByteArrayView message, const IdentityRef &identity)
{
    const QStringList odd = unprintable(message);
    if (!odd.isEmpty())
        return u"This text must not be signed as a challenge: it holds more than printable text (%1)."_s.arg(
            odd.join(u", "_s));
    const QString text = QString::fromUtf8(message);
    if (text.trimmed().isEmpty())
        return u"This text must not be signed as a challenge: it says nothing."_s;
    Decoded decoded;
    collectText(text, 0, decoded);
    const QString form = knownForm(text, decoded);
    if (!form.isEmpty())
        return u"This text must not be signed as a challenge: it is %1."_s.arg(form);
    const QString other = otherIdentity(decoded.texts, identity);
    if (!other.isEmpty())
        return u"This text must not be signed as a challenge: it names %1, not %2."_s.arg(other,
                                                                                          identity.did());
    return {};
}

} // namespace muster
