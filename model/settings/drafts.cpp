// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafts.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QPromise>
#include <QSaveFile>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
// A form holds far less; a larger file is not ours.
constexpr qint64 kLargest = 1024 * 1024;

void write(const QString &path, const Draft &draft)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(folder)) {
        QDir().mkpath(folder);
        QFile::setPermissions(folder, kOwnerOnly | QFileDevice::ExeOwner);
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        qWarning("A draft is not kept: %s", qUtf8Printable(file.errorString()));
        return;
    }
    file.setPermissions(kOwnerOnly);
    file.write(QJsonDocument(QJsonObject{{u"key"_s, draft.key},
                                         {u"place"_s, draft.place},
                                         {u"keptAt"_s, draft.keptAt.text()},
                                         {u"content"_s, draft.content}})
                   .toJson());
    if (!file.commit())
        qWarning("A draft is not kept: %s", qUtf8Printable(file.errorString()));
}

std::optional<Draft> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.read(kLargest)).object();
    const auto keptAt = Timestamp::parse(object.value(u"keptAt"_s).toString());
    Draft draft{object.value(u"key"_s).toString(), object.value(u"place"_s).toString(),
                object.value(u"content"_s).toObject(), keptAt ? *keptAt : Timestamp{}};
    if (draft.key.isEmpty() || draft.content.isEmpty() || !keptAt)
        return std::nullopt;
    return draft;
}

QList<Draft> readAll(const QString &folder, const QString &place)
{
    QList<Draft> found;
    const QFileInfoList files = QDir(folder).entryInfoList({u"*.json"_s}, QDir::Files);
    for (const QFileInfo &file : files) {
        if (const auto draft = read(file.filePath()); draft && draft->place == place)
            found.append(*draft);
    }
    std::sort(found.begin(), found.end(), [](const Draft &one, const Draft &other) {
        return other.keptAt.milliseconds < one.keptAt.milliseconds;
    });
    return found;
}

} // namespace

Drafts::Drafts(const QString &folder)
    : m_folder(folder)
{
    m_writer.setMaxThreadCount(1);
}

Drafts::~Drafts()
{
    m_writer.waitForDone();
}

QString Drafts::fileOf(const QString &key) const
{
    const QByteArray name = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex();
    return m_folder + u'/' + QString::fromLatin1(name.first(32)) + u".json"_s;
}

void Drafts::keep(const Draft &draft)
{
    m_writer.start([path = fileOf(draft.key), draft] { write(path, draft); });
}

void Drafts::drop(const QString &key)
{
    m_writer.start([path = fileOf(key)] { QFile::remove(path); });
}

void Drafts::dropAllOf(const QString &place)
{
    m_writer.start([this, place] {
        for (const Draft &draft : readAll(m_folder, place))
            QFile::remove(fileOf(draft.key));
    });
}

QFuture<Result<QList<Draft>>> Drafts::of(const QString &place)
{
    // Not QtConcurrent::run(): who waits for its future runs the task at once, before what was kept earlier.
    auto promise = std::make_shared<QPromise<Result<QList<Draft>>>>();
    promise->start();
    m_writer.start([promise, folder = m_folder, place] {
        promise->addResult(Result<QList<Draft>>(readAll(folder, place)));
        promise->finish();
    });
    return promise->future();
}

} // namespace muster
