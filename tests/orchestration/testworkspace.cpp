// SPDX-License-Identifier: GPL-3.0-or-later
#include "testworkspace.h"

#include "demanded.h"
#include "registryfile.h"
#include "testkeys.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace muster {

TestWorkspace::TestWorkspace()
    : m_file(demand(WorkspaceFile::open(m_folder.filePath(u"workspace"_s))))
{
    const std::unique_ptr<StoreReader> reader = demand(m_file->reader());
    m_context = std::unique_ptr<ServiceContext>(
        new ServiceContext{m_file->writer(), m_clock, m_feed, m_renderer, demand(reader->instanceId())});
}

TestWorkspace::~TestWorkspace() = default;

std::unique_ptr<ServiceStack> TestWorkspace::makeStack()
{
    return demand(stackFactory()());
}

StackFactory TestWorkspace::stackFactory()
{
    return [this]() -> Result<std::unique_ptr<ServiceStack>> {
        Result<std::unique_ptr<StoreReader>> reader = m_file->reader();
        if (!reader)
            return Failure(reader.error());
        return std::make_unique<ServiceStack>(*m_context, *std::move(reader));
    };
}

void TestWorkspace::registerIdentity(const RegistryEntry &entry)
{
    if (const auto stored = storeRegistryEntries(m_file->writer(), m_clock, {entry}); !stored)
        qFatal("%ls", qUtf16Printable(stored.error().message));
}

QString TestWorkspace::databasePath() const
{
    return QDir(m_file->folder()).filePath(u"muster.db"_s);
}

IdentityRef testIdentity(qint64 number)
{
    return demand(IdentityRef::parse(u"did:peaq:"_s + QString::number(number)));
}

RegistryEntry testEntry(qint64 number, const QList<int> &keys)
{
    RegistryEntry entry{testIdentity(number), {}, {}, {}, true, true};
    for (const int key : keys)
        entry.controllers.append(testAddress(key));
    return entry;
}

} // namespace muster
