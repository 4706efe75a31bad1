// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicestack.h"

#include "cachingresolver.h"
#include "embeddedregistry.h"
#include "faultycontrollers.h"
#include "machineregistry.h"

namespace muster {

namespace {

std::unique_ptr<ControllerSource> controllerSource(const ServiceContext &context, StoreReader &reader)
{
    if (context.resolver)
        return std::make_unique<CachingResolver>(reader, *context.resolver, context.clock);
    return std::make_unique<EmbeddedRegistry>(reader, context.clock, context.defaultController);
}

} // namespace

struct ServiceStack::Parts
{
    Parts(const ServiceContext &shared, std::unique_ptr<StoreReader> ownReader)
        : context(shared)
        , reader(std::move(ownReader))
        , source(controllerSource(shared, *reader))
        , controllers(*source, *shared.faults)
        , machines(shared, *reader, controllers)
    {}

    const ServiceContext &context;
    std::unique_ptr<StoreReader> reader;
    std::unique_ptr<ControllerSource> source;
    FaultyControllers controllers;
    MachineRegistry machines;
};

ServiceStack::ServiceStack(const ServiceContext &context, std::unique_ptr<StoreReader> reader)
    : m_parts(std::make_unique<Parts>(context, std::move(reader)))
{}

ServiceStack::~ServiceStack() = default;

MachineRegistry &ServiceStack::machines()
{
    return m_parts->machines;
}

StoreReader &ServiceStack::reader()
{
    return *m_parts->reader;
}

const ServiceContext &ServiceStack::context() const
{
    return m_parts->context;
}

} // namespace muster
