// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "result.h"

#include <QObject>
#include <QUndoStack>

#include <memory>
#include <vector>

namespace muster {

class Orchestrator;
class SentEdit;

/// The edits that were sent to one place from here, to be undone and redone. Undoing sends the old values as
/// another edit, after the record was read again: only where the fields of the step still stand as the step
/// left them, and only onto that revision. A step that somebody else wrote over is given up, not forced. One
/// step at a time; the place's history ends with its connection. GUI thread.
class EditHistory : public QObject
{
    Q_OBJECT

public:
    explicit EditHistory(QObject *parent = nullptr);
    ~EditHistory() override;

    /// Another place: the steps of the one before are forgotten.
    void setOrchestrator(std::shared_ptr<Orchestrator> orchestrator);
    void add(const Machine &before, const Machine &after);
    void addArchived(const Machine &machine);

    bool canUndo() const { return !m_busy && m_stack.canUndo(); }
    bool canRedo() const { return !m_busy && m_stack.canRedo(); }
    /// What the next step is about, to stand behind the word Undo or Redo: `the edit of “Press 4”`.
    QString undoText() const { return m_stack.undoText(); }
    QString redoText() const { return m_stack.redoText(); }
    void undo();
    void redo();

signals:
    void changed();
    /// The service has taken it. `sentence`: what was undone or redone.
    void done(const QString &sentence, const QString &machineId);
    /// The step is given up, because it cannot or must not be taken back.
    void givenUp(const QString &sentence, const QString &machineId);
    /// Nothing happened; the step is still there.
    void failed(const QString &attempt, const muster::Error &error, const QString &machineId);

private:
    enum class Way { Back, Forth };

    void walk(Way way);
    void judge(Way way, const SentEdit &edit, const Result<Machine> &current);
    void send(Way way, const SentEdit &edit, const Machine &current);
    void pass(Way way);
    /// `sentence` must not be the step's own: that ends here.
    void giveUp(Way way, const QString &sentence);
    void fail(Way way, const SentEdit &edit, const Error &error);
    const SentEdit &next(Way way) const;
    void push(std::unique_ptr<SentEdit> edit);
    void move(Way way);
    void setBusy(bool busy);

    std::shared_ptr<Orchestrator> m_orchestrator;
    QUndoStack m_stack;
    std::unique_ptr<QObject> m_walk; ///< receives the answers of the step under way
    bool m_busy = false;
    std::vector<std::unique_ptr<SentEdit>> m_waiting; ///< edits that were taken while a step was under way
};

} // namespace muster
