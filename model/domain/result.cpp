// SPDX-License-Identifier: GPL-3.0-or-later
#include "result.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster {

QString Error::codeName() const
{
    return foreignCode.isEmpty() ? errorCodeName(code) : foreignCode;
}

Failure fail(ErrorCode code, QString message, QJsonObject details)
{
    return Failure(Error{code, std::move(message), std::move(details), 0, {}});
}

Error validationError(const QList<Issue> &issues)
{
    QJsonArray list;
    for (const Issue &issue : issues)
        list.append(QJsonObject{{u"path"_s, issue.path}, {u"message"_s, issue.message}});
    const QString message = issues.size() == 1
                                ? QString(u"The input was refused: "_s + issues.first().message)
                                : u"The input was refused for %1 reasons."_s.arg(issues.size());
    return Error{ErrorCode::ValidationError, message, QJsonObject{{u"issues"_s, list}}, 0, {}};
}

QList<Issue> issuesOf(const Error &error)
{
    QList<Issue> issues;
    const QJsonArray list = error.details.value("issues"_L1).toArray();
    for (const QJsonValue &value : list) {
        const QJsonObject issue = value.toObject();
        issues.append({issue.value("path"_L1).toString(), issue.value("message"_L1).toString()});
    }
    return issues;
}

} // namespace muster
