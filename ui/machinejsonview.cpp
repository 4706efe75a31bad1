// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinejsonview.h"

#include "errorsentence.h"
#include "indentedjson.h"
#include "inlinenote.h"
#include "orchestrator.h"
#include "whenfinished.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

MachineJsonView::MachineJsonView(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_note(new InlineNote(m_text, this))
    , m_copyJson(new QPushButton(tr("Copy JSON"), this))
    , m_copyCurl(new QPushButton(tr("Copy as curl"), this))
    , m_copySdk(new QPushButton(tr("Copy as SDK call"), this))
{
    m_text->setObjectName(u"machineJson"_s);
    m_text->setAccessibleName(tr("The record as the service sends it"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_note->setObjectName(u"machineJsonNote"_s);
    buildButtons();
    // In two rows: a pane beside the fleet is narrow.
    auto *buttons = new QGridLayout;
    buttons->addWidget(m_copyJson, 0, 0);
    buttons->addWidget(m_copyCurl, 0, 1);
    buttons->addWidget(m_copySdk, 1, 0, 1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    offerCopies();
}

void MachineJsonView::buildButtons()
{
    m_copyJson->setObjectName(u"copyJson"_s);
    m_copyJson->setToolTip(tr("The bytes as they came, without the line breaks that are shown here"));
    m_copyCurl->setObjectName(u"copyCurl"_s);
    m_copySdk->setObjectName(u"copySdk"_s);
    connect(m_copyJson, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_answer)); });
    connect(m_copyCurl, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(curlCall(address())); });
    connect(m_copySdk, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(sdkCall(address())); });
}

void MachineJsonView::setOrchestrator(std::shared_ptr<Orchestrator> orchestrator)
{
    m_orchestrator = std::move(orchestrator);
    m_asked.reset();
    ask();
}

void MachineJsonView::setService(const QUrl &service, const QString &reason)
{
    m_service = service;
    m_noService = reason;
    offerCopies();
}

void MachineJsonView::setMachine(const std::optional<Machine> &machine)
{
    m_machine = machine;
    ask();
    offerCopies();
}

void MachineJsonView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void MachineJsonView::ask()
{
    if (!isVisible() || m_asked == m_machine)
        return;
    // The old text stays while the same record is read anew, so that nothing jumps.
    if (!m_asked || !m_machine || m_asked->id != m_machine->id)
        present(QByteArray());
    m_asked = m_machine;
    if (!m_machine || !m_orchestrator)
        return;
    whenFinished(m_orchestrator->machineAnswer(m_machine->id), this,
                 [this, of = m_machine](const Result<QByteArray> &answer) {
                     if (of == m_asked)
                         present(answer);
                 });
}

void MachineJsonView::present(const Result<QByteArray> &answer)
{
    m_answer = answer ? *answer : QByteArray();
    m_text->setPlainText(indentedJson(QString::fromUtf8(m_answer)));
    m_note->say(InlineNote::Kind::Fault, answer ? QString() : errorSentence(answer.error()));
    offerCopies();
}

void MachineJsonView::offerCopies()
{
    m_copyJson->setEnabled(!m_answer.isEmpty());
    const bool reachable = m_machine && !m_service.isEmpty();
    for (QPushButton *button : {m_copyCurl, m_copySdk}) {
        button->setEnabled(reachable);
        button->setToolTip(m_service.isEmpty()
                               ? m_noService
                               : tr("Without the API key: PEAQOS_API_KEY stands in its place"));
    }
}

MachineAddress MachineJsonView::address() const
{
    MachineAddress address{m_service, m_machine ? m_machine->id : QString(), false};
    if (m_machine && m_machine->verification)
        address.anyProof = m_machine->verification->state != Verification::State::Verified;
    return address;
}

} // namespace muster
