// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "growingdialog.h"
#include "result.h"
#include "vaultdesk.h"
#include "whenfinished.h"

#include <QFutureWatcher>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace muster {

class InlineNote;

/// A dialog that does one thing with the vault in the background: its failure is said in place, nothing typed
/// is lost by it but passphrases. When the vault is locked meanwhile the dialog goes, with everything secret
/// in it. Show it with open(); accepted() means done. GUI thread.
class VaultDialog : public GrowingDialog
{
    Q_OBJECT

public:
    void done(int result) override;

protected:
    /// `actionText`: the words of the button that starts it.
    VaultDialog(VaultDesk &desk, const QString &title, const QString &actionText, QWidget *parent);

    VaultDesk &desk() const { return m_desk; }
    QVBoxLayout *content() const { return m_content; }
    /// A sentence above what follows it.
    QLabel *addSentence(const QString &text);
    QPushButton *actionButton() const { return m_action; }
    /// Whether the action can be started, were nothing under way.
    void setReady(bool ready);
    bool isBusy() const { return m_busy; }
    /// Steps of what is, or was last, under way that are done; 0 where it counts none.
    int stepsDone() const { return m_steps.progressValue(); }
    void showFault(const QString &sentence);
    /// What is done here needs no open vault, or closes it: a lock does not close the dialog.
    void outliveLock() { m_outlivesLock = true; }
    /// Waits for `future` with the dialog at rest, then closes or calls `done` with the answer.
    template <typename T, typename Done>
    void run(const QString &sentence, QFuture<Result<T>> future, Done done)
    {
        begin(sentence, QFuture<void>(future));
        whenFinished(future, this, [this, done = std::move(done)](const Result<T> &answer) {
            end();
            if (answer)
                done(answer);
            else if (answer.error().code != ErrorCode::Cancelled)
                failed(answer.error());
        });
    }

    /// The button was pressed, or Return in a field.
    virtual void act() = 0;
    /// Forgets everything secret that was typed.
    virtual void wipe() {}
    /// Says why it was not done; called with the dialog awake again.
    virtual void failed(const Error &error);
    virtual void busyChanged() {}

private:
    void begin(const QString &sentence, const QFuture<void> &future);
    void end();
    void refresh();
    void showProgress();

    VaultDesk &m_desk;
    QVBoxLayout *m_content;
    InlineNote *m_fault;
    QLabel *m_progressLabel;
    QProgressBar *m_progress;
    QPushButton *m_action;
    QFuture<void> m_underway;
    QFutureWatcher<void> m_steps; ///< tells of the progress
    QString m_doing;
    bool m_ready = false;
    bool m_busy = false;
    bool m_outlivesLock = false;
};

} // namespace muster
