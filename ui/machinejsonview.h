// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientcalls.h"
#include "machine.h"
#include "result.h"

#include <QWidget>

#include <memory>

class QPlainTextEdit;
class QPushButton;

namespace muster {

class InlineNote;
class Orchestrator;

/// The service's own answer about one machine, as it came, asked for when it is seen; and calls for other
/// programs that ask the same. GUI thread.
class MachineJsonView : public QWidget
{
    Q_OBJECT

public:
    explicit MachineJsonView(QWidget *parent = nullptr);

    void setOrchestrator(std::shared_ptr<Orchestrator> orchestrator);
    /// Where other programs reach the service; empty: nowhere now, as `reason` says.
    void setService(const QUrl &service, const QString &reason);
    void setMachine(const std::optional<Machine> &machine);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildButtons();
    void ask();
    void present(const Result<QByteArray> &answer);
    void offerCopies();
    MachineAddress address() const;

    std::shared_ptr<Orchestrator> m_orchestrator;
    std::optional<Machine> m_machine;
    std::optional<Machine> m_asked; ///< the record that is shown or on its way
    QUrl m_service;
    QString m_noService;
    QByteArray m_answer;
    QPlainTextEdit *m_text;
    InlineNote *m_note;
    QPushButton *m_copyJson;
    QPushButton *m_copyCurl;
    QPushButton *m_copySdk;
};

} // namespace muster
