// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchangefile.h"

#include "replacingfile.h"

#include <QFile>
#include <QPromise>
#include <QSaveFile>
#include <QThreadPool>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

namespace muster::exchangefile {
namespace {

Failure failure(const QString &sentence, const QFileDevice &file)
{
    return fail(ErrorCode::StorageFailure, sentence.arg(file.fileName(), file.errorString()));
}

Result<void> writeNow(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (auto opened = openToReplace(file); !opened)
        return opened;
    if (file.write(bytes) != bytes.size() || !file.commit())
        return failure(u"%1 could not be written: %2."_s, file);
    return {};
}

Result<QByteArray> readNow(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(u"%1 could not be read: %2."_s, file);
    QByteArray bytes = file.read(kLongestSignature + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(u"%1 could not be read: %2."_s, file);
    if (bytes.size() > kLongestSignature)
        return fail(ErrorCode::ValidationError,
                    u"%1 is longer than 64 KiB: no signature is."_s.arg(file.fileName()));
    return bytes;
}

template <typename T>
QFuture<Result<T>> inThePool(std::function<Result<T>()> work)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace

QFuture<Result<void>> write(const QString &path, const QByteArray &bytes)
{
    return inThePool<void>([path, bytes] { return writeNow(path, bytes); });
}

QFuture<Result<QByteArray>> read(const QString &path)
{
    return inThePool<QByteArray>([path] { return readNow(path); });
}

} // namespace muster::exchangefile
