// SPDX-License-Identifier: GPL-3.0-or-later
#include "headjudge.h"

#include "hostname.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

Failure malformed(const QString &path, const QString &message)
{
    return Failure(validationError({Issue{path, message}}));
}

/// A refusal that names the limit which was passed.
Failure beyond(ErrorCode code, const QString &message, const QString &check, qint64 limit)
{
    return fail(code, message, {{u"check"_s, check}, {u"limit"_s, limit}});
}

bool isTokenCharacter(char c)
{
    const bool letterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return letterOrDigit || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isVisible(char c)
{
    return c > 0x20 && c < 0x7f;
}

/// Control characters but the tab have no place in a field (RFC 9110 5.5).
bool isFieldCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

QList<QByteArray> tokensOf(const std::optional<QByteArray> &list)
{
    QList<QByteArray> tokens;
    for (const QByteArray &token : list.value_or(QByteArray()).toLower().split(','))
        tokens.append(token.trimmed());
    return tokens;
}

qsizetype count(const RequestHead &head, QByteArrayView name)
{
    return std::count_if(head.fields.begin(), head.fields.end(),
                         [name](const RequestHead::Field &field) { return field.name == name; });
}

} // namespace

HeadJudge::HeadJudge(const GuardLimits &limits, QByteArrayList hostNames)
    : m_limits(limits)
    , m_hostNames(std::move(hostNames))
{}

HeadJudge::Verdict HeadJudge::judge(QByteArrayView bytes) const
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    const QByteArrayView head = end < 0 ? bytes : bytes.first(end + 4);
    if (const Result<void> lineEnds = checkLineEnds(head); !lineEnds)
        return lineEnds.error();

    const qsizetype lineEnd = head.indexOf("\r\n");
    if ((lineEnd < 0 ? head.size() : lineEnd) > m_limits.requestLineBytes)
        return beyond(ErrorCode::HeadersTooLarge, u"The request line is longer than 8 KiB."_s,
                      u"requestLine"_s, m_limits.requestLineBytes)
            .value();
    RequestHead read;
    if (lineEnd >= 0) {
        // Judged as soon as it is whole: the parser behind hangs up on a bad line without a word.
        if (const Result<void> line = readRequestLine(head.first(lineEnd), read); !line)
            return line.error();
    }
    if (head.size() > m_limits.headBytes || (end < 0 && head.size() == m_limits.headBytes))
        return beyond(ErrorCode::HeadersTooLarge, u"The head of the request is larger than 16 KiB."_s,
                      u"head"_s, m_limits.headBytes)
            .value();
    if (end < 0)
        return HeadIncomplete{};

    const Result<void> judged = readFields(head.sliced(lineEnd + 2).chopped(2), read)
                                    .and_then([&] { return checkFraming(read); })
                                    .and_then([&] { return checkConnection(read); })
                                    .and_then([&] { return checkHost(read); })
                                    .and_then([&] { return checkOrigin(read); });
    if (!judged)
        return judged.error();
    return read;
}

Result<void> HeadJudge::checkLineEnds(QByteArrayView head) const
{
    if (!head.isEmpty() && !isTokenCharacter(head.front()))
        return malformed(u""_s, u"A request begins with its method."_s);
    for (qsizetype i = head.indexOf('\n'); i >= 0; i = head.indexOf('\n', i + 1)) {
        if (head[i - 1] != '\r')
            return malformed(u""_s, u"Lines of the head end with CR LF."_s);
    }
    return {};
}

Result<void> HeadJudge::readRequestLine(QByteArrayView line, RequestHead &head) const
{
    const QList<QByteArray> parts = line.toByteArray().split(' ');
    if (parts.size() != 3 || !isToken(parts[0]))
        return malformed(u""_s, u"The request line is method, path and HTTP/1.1, one space between them."_s);
    const QByteArray &target = parts[1];
    const bool originForm = target.startsWith('/') && !target.contains('#') &&
                            std::all_of(target.begin(), target.end(), isVisible);
    if (!originForm)
        return malformed(u""_s, u"The request target is a path of this server that begins with a slash."_s);
    if (parts[2] != "HTTP/1.1")
        return malformed(u""_s, u"This server speaks HTTP/1.1."_s);
    head.method = parts[0];
    head.target = target;
    return {};
}

Result<void> HeadJudge::readFields(QByteArrayView lines, RequestHead &head) const
{
    while (!lines.isEmpty()) {
        const qsizetype end = lines.indexOf("\r\n");
        const QByteArrayView line = lines.first(end);
        lines = lines.sliced(end + 2);
        if (head.fields.size() == m_limits.fields)
            return beyond(ErrorCode::HeadersTooLarge, u"The request has more than 64 header fields."_s,
                          u"fields"_s, m_limits.fields);
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.first(colon)))
            return malformed(u"/headers"_s, u"A header field is a name, a colon and a value on one line."_s);
        const QByteArrayView value = line.sliced(colon + 1);
        if (!std::all_of(value.begin(), value.end(), isFieldCharacter))
            return malformed(u"/headers"_s, u"A header field contains a control character."_s);
        head.fields.append({line.first(colon).toByteArray().toLower(), value.toByteArray().trimmed()});
    }
    return {};
}

Result<void> HeadJudge::checkFraming(RequestHead &head) const
{
    if (head.field("transfer-encoding"))
        return fail(ErrorCode::NotImplemented,
                    u"Transfer-Encoding is not supported; send the body with a Content-Length."_s);
    const std::optional<QByteArray> length = head.field("content-length");
    if (!length)
        return {};
    const bool digits = !length->isEmpty() && std::all_of(length->begin(), length->end(),
                                                          [](char c) { return c >= '0' && c <= '9'; });
    if (count(head, "content-length") > 1 || !digits)
        return malformed(u"/headers/content-length"_s, u"Content-Length is one decimal number."_s);
    bool fits = false;
    head.bodyLength = length->toLongLong(&fits);
    if (!fits || head.bodyLength > m_limits.bodyBytes)
        return beyond(ErrorCode::PayloadTooLarge, u"The body is larger than 1 MiB."_s, u"body"_s,
                      m_limits.bodyBytes);
    return {};
}

Result<void> HeadJudge::checkHost(const RequestHead &head) const
{
    if (count(head, "host") != 1)
        return malformed(u"/headers/host"_s, u"A request has exactly one Host field."_s);
    const std::optional<QByteArray> name = hostName(*head.field("host"));
    if (!name || !m_hostNames.contains(*name))
        return fail(ErrorCode::HostNotAllowed,
                    u"This server answers only to %1; use one of them in the URL, or name another one with "
                    "--allow-host when it starts."_s.arg(QString::fromLatin1(m_hostNames.join(", "))),
                    {{u"check"_s, u"host"_s}, {u"setting"_s, u"--allow-host"_s}});
    return {};
}

Result<void> HeadJudge::checkOrigin(const RequestHead &head) const
{
    if (head.field("origin"))
        return fail(ErrorCode::OriginNotAllowed, u"Requests made by web pages are not allowed."_s,
                    {{u"check"_s, u"origin"_s}});
    const std::optional<QByteArray> site = head.field("sec-fetch-site");
    if (site && *site != "none" && *site != "same-origin")
        return fail(ErrorCode::OriginNotAllowed, u"Requests made by pages of other sites are not allowed."_s,
                    {{u"check"_s, u"sec-fetch-site"_s}});
    return {};
}

Result<void> HeadJudge::checkConnection(RequestHead &head) const
{
    head.wantsWebSocket = head.field("upgrade").value_or(QByteArray()).toLower().contains("websocket");
    head.closeAfterAnswer = tokensOf(head.field("connection")).contains("close");
    const std::optional<QByteArray> expectation = head.field("expect");
    if (expectation && expectation->compare("100-continue", Qt::CaseInsensitive) != 0)
        return malformed(u"/headers/expect"_s, u"The only expectation that can be met is 100-continue."_s);
    head.expectsContinue = expectation && head.bodyLength > 0;
    return {};
}

} // namespace muster
