// SPDX-License-Identifier: GPL-3.0-or-later
#include "edithistory.h"

#include "orchestrator.h"
#include "sentedit.h"
#include "whenfinished.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kSteps = 100;

} // namespace

EditHistory::EditHistory(QObject *parent)
    : QObject(parent)
{
    m_stack.setUndoLimit(kSteps);
    connect(&m_stack, &QUndoStack::indexChanged, this, &EditHistory::changed);
}

EditHistory::~EditHistory()
{
    m_stack.disconnect(this);
}

void EditHistory::setOrchestrator(std::shared_ptr<Orchestrator> orchestrator)
{
    m_walk.reset();
    m_orchestrator = std::move(orchestrator);
    m_waiting.clear();
    m_stack.clear();
    setBusy(false);
}

void EditHistory::add(const Machine &before, const Machine &after)
{
    auto edit = std::make_unique<SentEdit>(before, after);
    if (!edit->fields().isEmpty() || !edit->finalReason().isEmpty())
        push(std::move(edit));
}

void EditHistory::addArchived(const Machine &machine)
{
    push(std::make_unique<SentEdit>(machine));
}

// The step that is under way must stay the next one.
void EditHistory::push(std::unique_ptr<SentEdit> edit)
{
    if (m_busy)
        m_waiting.push_back(std::move(edit));
    else
        m_stack.push(edit.release());
}

void EditHistory::undo()
{
    if (canUndo())
        walk(Way::Back);
}

void EditHistory::redo()
{
    if (canRedo())
        walk(Way::Forth);
}

const SentEdit &EditHistory::next(Way way) const
{
    const int index = way == Way::Back ? m_stack.index() - 1 : m_stack.index();
    return *static_cast<const SentEdit *>(m_stack.command(index));
}

void EditHistory::walk(Way way)
{
    const SentEdit &edit = next(way);
    if (!edit.finalReason().isEmpty()) {
        giveUp(way, QString(edit.finalReason()));
        return;
    }
    m_walk = std::make_unique<QObject>();
    setBusy(true);
    whenFinished(m_orchestrator->machine(edit.machineId(), true), m_walk.get(),
                 [this, way](const Result<Machine> &current) { judge(way, next(way), current); });
}

void EditHistory::judge(Way way, const SentEdit &edit, const Result<Machine> &current)
{
    if (!current && current.error().code != ErrorCode::NotFound) {
        fail(way, edit, current.error());
        return;
    }
    if (!current || current->status == MachineStatus::Archived) {
        giveUp(way, tr("“%1” cannot be changed any more: it is archived or gone.").arg(edit.machineName()));
        return;
    }
    const Machine &left = way == Way::Back ? edit.after() : edit.before();
    for (const MachineField &field : edit.fields()) {
        if (field.isSame(*current, left))
            continue;
        //: %1: name of a machine, %2: name of a field, %3: what stands there
        giveUp(way, tr("“%1” was left as it is: somebody changed %2 to “%3” since.")
                        .arg(current->displayName, field.title(), field.text(*current)));
        return;
    }
    send(way, edit, *current);
}

void EditHistory::send(Way way, const SentEdit &edit, const Machine &current)
{
    const Machine &source = way == Way::Back ? edit.before() : edit.after();
    Machine wanted = current;
    for (const MachineField &field : edit.fields())
        field.copy(source, wanted);
    const auto revision = current.revision > 0 ? std::optional(current.revision) : std::nullopt;
    whenFinished(m_orchestrator->updateMachine(current.id, MachinePatch::between(current, wanted), revision),
                 m_walk.get(), [this, way](const Result<Machine> &answer) {
                     if (answer)
                         pass(way);
                     else
                         fail(way, next(way), answer.error());
                 });
}

void EditHistory::pass(Way way)
{
    const SentEdit &edit = next(way);
    //: %1: name of a machine, %2: names of fields
    QString sentence = (way == Way::Back ? tr("Undone in “%1”: %2.") : tr("Redone in “%1”: %2."))
                           .arg(edit.machineName(), edit.fieldTitles());
    if (!edit.remainder().isEmpty())
        sentence += u' ' + edit.remainder();
    const QString id = edit.machineId();
    move(way);
    emit done(sentence, id);
}

void EditHistory::giveUp(Way way, const QString &sentence)
{
    const SentEdit &edit = next(way);
    const QString id = edit.machineId();
    // The stack drops an obsolete step as it moves over it; it shows its steps as const only.
    const_cast<SentEdit &>(edit).setObsolete(true);
    move(way);
    emit givenUp(sentence, id);
}

void EditHistory::fail(Way way, const SentEdit &edit, const Error &error)
{
    const QString attempt = (way == Way::Back ? tr("%1 was not undone.") : tr("%1 was not redone."))
                                .arg(edit.text().replace(0, 1, edit.text().at(0).toUpper()));
    emit failed(attempt, error, edit.machineId());
    setBusy(false);
}

void EditHistory::move(Way way)
{
    if (way == Way::Back)
        m_stack.undo();
    else
        m_stack.redo();
    setBusy(false);
}

void EditHistory::setBusy(bool busy)
{
    m_busy = busy;
    for (auto &edit : std::exchange(m_waiting, {}))
        push(std::move(edit));
    emit changed();
}

} // namespace muster
