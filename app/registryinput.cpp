// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryinput.h"

#include "registryfile.h"
#include "strictjson.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kPart = 1024 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RegistryInput)
};

// In parts, since a pipe does not say how much will come.
Result<QByteArray> readBounded(const QString &path)
{
    QFile file(path);
    QByteArray content;
    if (file.open(QIODevice::ReadOnly)) {
        for (QByteArray part = file.read(kPart); !part.isEmpty() && content.size() <= kLargestRegistry;
             part = file.read(kPart))
            content += part;
    }
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::StorageFailure,
                    Words::tr("The registry file %1 cannot be read: %2.").arg(path, file.errorString()));
    if (content.size() > kLargestRegistry)
        return Failure(validationError(
            {{QString(), Words::tr("The file is larger than 16 MiB, which no registry file needs.")}}));
    return content;
}

} // namespace

Result<QList<RegistryEntry>> readRegistryFile(const QString &path)
{
    return readBounded(path).and_then(
        [](const QByteArray &content) { return readStrictJson(content).and_then(&parseRegistry); });
}

} // namespace muster
