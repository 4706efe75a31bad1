// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinescontroller.h"

#include "entitytag.h"
#include "machinedocument.h"
#include "machinejson.h"
#include "machinepagejson.h"
#include "machineregistry.h"
#include "machinesearch.h"
#include "servicestack.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

ApiAnswer itemAnswer(int status, const Machine &machine)
{
    ApiAnswer answer = jsonAnswer(status, wire::MachineDocument().renderAnswer(machine));
    answer.headers.append({"ETag", entityTag(machine.revision)});
    return answer;
}

QByteArray documentOf(const StoredMachine &row)
{
    if (!row.machine.verification)
        return row.document;
    return QJsonDocument(wire::machineToJson(row.machine, false)).toJson(QJsonDocument::Compact);
}

} // namespace

MachinesController::MachinesController(ServiceStack &stack)
    : m_stack(stack)
{}

ApiAnswer MachinesController::list(const ApiRequest &request)
{
    const Result<MachineQuery> query = machineQueryFrom(request.query);
    if (!query)
        return errorAnswer(query.error());
    const Result<StoredPage> page = m_stack.machines().list(*query);
    if (!page)
        return errorAnswer(page.error());
    QList<QByteArray> documents;
    documents.reserve(page->rows.size());
    for (const StoredMachine &row : page->rows)
        documents.append(documentOf(row));
    return jsonAnswer(200, wire::spliceMachinePage(documents, page->nextCursor));
}

ApiAnswer MachinesController::create(const ApiRequest &request)
{
    const Result<NewMachine> asked =
        wire::newMachineFromJson(request.body, m_stack.context().verificationRequired);
    if (!asked)
        return errorAnswer(asked.error());
    const Result<Machine> machine = m_stack.machines().create(*asked, request.caller);
    return machine ? itemAnswer(201, *machine) : errorAnswer(machine.error());
}

ApiAnswer MachinesController::read(const ApiRequest &request)
{
    const Result<bool> any = anyVerificationFrom(request.query);
    if (!any)
        return errorAnswer(any.error());
    const Result<Machine> machine = m_stack.machines().machine(request.ids.first(), *any);
    return machine ? itemAnswer(200, *machine) : errorAnswer(machine.error());
}

ApiAnswer MachinesController::update(const ApiRequest &request)
{
    const Result<std::optional<qint64>> revision = demandedRevision(request.head);
    const Result<MachinePatch> patch = wire::machinePatchFromJson(request.body);
    if (!revision || !patch)
        return errorAnswer(validationError((revision ? QList<Issue>() : issuesOf(revision.error())) +
                                           (patch ? QList<Issue>() : issuesOf(patch.error()))));
    const Result<Machine> machine =
        m_stack.machines().update(request.ids.first(), *patch, *revision, request.caller);
    return machine ? itemAnswer(200, *machine) : errorAnswer(machine.error());
}

ApiAnswer MachinesController::archive(const ApiRequest &request)
{
    const Result<std::optional<qint64>> revision = demandedRevision(request.head);
    if (!revision)
        return errorAnswer(revision.error());
    const Result<void> archived = m_stack.machines().archive(request.ids.first(), *revision, request.caller);
    return archived ? noContentAnswer() : errorAnswer(archived.error());
}

} // namespace muster
