// SPDX-License-Identifier: GPL-3.0-or-later
#include "provefleetdialog.h"

#include "errorsentence.h"
#include "inlinenote.h"
#include "prooftable.h"
#include "vaultlockrow.h"
#include "whenfinished.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QMap>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kAddressesNamed = 3;
using Stage = ProofRun::Stage;
using State = ProofRun::State;

} // namespace

ProveFleetDialog::ProveFleetDialog(Orchestrator &orchestrator, SigningDesk &desk, const QString &place,
                                   const QList<Machine> &machines, Purpose purpose, QWidget *parent)
    : GrowingDialog(parent)
    , m_desk(desk)
    , m_plan(orchestrator, desk, machines)
    , m_run(orchestrator, desk, place)
    , m_table(new ProofTable(m_plan, this))
    , m_summary(new QLabel(this))
    , m_lock(new VaultLockRow(desk, m_table, this))
    , m_service(new InlineNote(nullptr, this))
    , m_note(new InlineNote(nullptr, this))
    , m_progress(new QProgressBar(this))
    , m_go(new QPushButton(this))
    , m_stop(new QPushButton(tr("S&top"), this))
{
    setObjectName(u"proveFleetDialog"_s);
    setWindowTitle(purpose == Purpose::Complete ? tr("Make proofs complete") : tr("Prove machines again"));
    buildLayout(purpose);
    connect(&m_plan, &ProofPlan::changed, this, [this](int first, int last) {
        if (m_run.stage() == Stage::Idle)
            m_table->refresh(first, last);
    });
    connect(&m_plan, &ProofPlan::asked, this, &ProveFleetDialog::refresh);
    connect(&desk, &SigningDesk::keysChanged, this, [this] {
        if (m_run.stage() == Stage::Idle)
            m_table->refresh(0, m_table->topLevelItemCount() - 1);
        refresh();
    });
    connect(m_table, &ProofTable::tickedChanged, this, &ProveFleetDialog::refresh);
    connect(&m_run, &ProofRun::changed, this, [this](int row) {
        const ProofRun::Item &item = m_run.items().at(row);
        m_table->showState(m_rows.at(row), item.state, item.error);
        refresh();
    });
    connect(&m_run, &ProofRun::stageChanged, this, &ProveFleetDialog::refresh);
    connect(&m_run, &ProofRun::proven, this, &ProveFleetDialog::proven);
    connect(m_go, &QPushButton::clicked, this, &ProveFleetDialog::go);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_run.stop();
        m_stop->setEnabled(false);
    });
    whenFinished(orchestrator.health(), this,
                 [this](const Result<ServiceHealth> &health) { followService(health); });
    m_plan.begin();
    m_table->refresh(0, m_table->topLevelItemCount() - 1);
}

QString ProveFleetDialog::introduction(Purpose purpose) const
{
    const QString approval =
        tr("With “Prove” you approve that the keys below sign one fresh challenge for each ticked machine, "
           "and nothing else, without asking again, for 30 minutes. Locking the session ends it.");
    const QString change =
        purpose == Purpose::Complete
            ? tr("The proofs of these machines were not made here, or are not kept here any more: this "
                 "computer could not show who signed what. Proving them again keeps a new proof here and "
                 "replaces the one that the service has; you agree to that for every machine that is ticked.")
            : tr("Each new proof is kept here and takes the place of the one that the service has.");
    return change + u' ' + approval;
}

void ProveFleetDialog::buildLayout(Purpose purpose)
{
    auto *introduced = new QLabel(introduction(purpose), this);
    introduced->setObjectName(u"proveConsent"_s);
    introduced->setTextFormat(Qt::PlainText);
    introduced->setWordWrap(true);
    m_summary->setObjectName(u"proveSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_service->setObjectName(u"proveService"_s);
    m_note->setObjectName(u"proveNote"_s);
    m_progress->setObjectName(u"proveProgress"_s);
    m_progress->setAccessibleName(tr("Machines done"));
    m_progress->setMaximumHeight(fontMetrics().height());
    m_go->setObjectName(u"proveButton"_s);
    m_go->setDefault(true);
    m_stop->setObjectName(u"stopButton"_s);
    m_stop->setAutoDefault(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_go, QDialogButtonBox::ActionRole);
    buttons->addButton(m_stop, QDialogButtonBox::ActionRole);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(introduced);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_summary);
    layout->addWidget(m_lock);
    layout->addWidget(m_service);
    layout->addWidget(m_note);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 32);
}

void ProveFleetDialog::followService(const Result<ServiceHealth> &health)
{
    m_serviceIsNamed = health && !health->instance.isEmpty();
    if (health)
        m_run.setInstance(health->instance);
    if (!health)
        m_service->say(InlineNote::Kind::Fault, errorSentence(health.error()));
    else if (!m_serviceIsNamed)
        m_service->say(
            InlineNote::Kind::Fault,
            tr("This service does not say what it is called, so that nobody could tell its "
               "challenges from those of another one. Prove each machine alone, where you see what "
               "is signed."));
    refresh();
}

void ProveFleetDialog::go()
{
    switch (m_run.stage()) {
    case Stage::Idle:
        start();
        break;
    case Stage::Resting:
        m_run.goOn();
        break;
    case Stage::Done:
        m_run.tryFailedAgain();
        break;
    case Stage::Running:
        break;
    }
}

void ProveFleetDialog::start()
{
    QList<ProofRun::Item> items;
    m_rows.clear();
    for (const int row : m_table->ticked()) {
        const std::optional<Address> signer = m_plan.signer(row);
        if (!signer)
            continue;
        items.append({m_plan.rows().at(row).machine, *signer});
        m_rows.append(row);
    }
    for (qsizetype i = 0; i < items.size(); ++i)
        m_table->showState(m_rows.at(i), State::Waiting, std::nullopt);
    m_run.start(items);
}

void ProveFleetDialog::done(int result)
{
    m_run.stop();
    GrowingDialog::done(result);
}

void ProveFleetDialog::refresh()
{
    if (m_run.stage() == Stage::Idle)
        showPlan();
    else
        showRun();
}

void ProveFleetDialog::showPlan()
{
    const QList<int> ticked = m_table->ticked();
    const int count = int(ticked.size());
    m_lock->setKey(ticked.isEmpty() ? std::nullopt : m_plan.signer(ticked.first()));
    //: %1 of %2 machines; %3: nothing, or which keys are missing
    m_summary->setText(tr("%1 of %2 can be proven with the keys of the vault. %3")
                           .arg(m_table->provable())
                           .arg(m_table->topLevelItemCount())
                           .arg(m_plan.isAsking() ? QString() : missingWords())
                           .trimmed());
    m_go->setText(count == 1 ? tr("&Prove 1 machine") : tr("&Prove %n machines", nullptr, count));
    m_go->setEnabled(count > 0 && m_serviceIsNamed && !m_plan.isAsking() && !m_lock->isLockedAway());
    m_stop->hide();
    m_progress->setVisible(m_plan.isAsking());
    m_progress->setRange(0, 0);
}

/// The addresses whose keys would prove the most of what cannot be proven.
QString ProveFleetDialog::missingWords() const
{
    QMap<QString, int> wanted;
    for (int row = 0; row < m_plan.rows().size(); ++row) {
        if (m_table->need(row) == ProofPlan::Need::Key)
            ++wanted[m_plan.rows().at(row).controllers.join(tr(" or "))];
    }
    QList<QPair<int, QString>> most;
    for (auto each = wanted.cbegin(); each != wanted.cend(); ++each)
        most.append({each.value(), each.key()});
    std::sort(most.begin(), most.end(), std::greater<>());
    QStringList named;
    for (const auto &[count, addresses] : most.first(qMin(kAddressesNamed, int(most.size()))))
        //: %1: addresses, %2: number of machines
        named.append(tr("%1 (%2)").arg(addresses).arg(count));
    if (named.isEmpty())
        return {};
    const int more = int(most.size()) - int(named.size());
    const QString list = named.join(u", "_s);
    return more > 0 ? tr("Keys that are missing here: %1 and %2 more.").arg(list).arg(more)
                    : tr("Keys that are missing here: %1.").arg(list);
}

void ProveFleetDialog::showRun()
{
    const int all = int(m_run.items().size());
    const int proven = m_run.count(State::Proven);
    const int failed = m_run.count(State::Failed);
    const bool running = m_run.stage() == Stage::Running;
    m_summary->setText(
        tr("Proven: %1. Failed: %2. Waiting: %3.").arg(proven).arg(failed).arg(all - proven - failed));
    m_progress->setVisible(running);
    m_progress->setRange(0, all);
    m_progress->setValue(proven + failed);
    m_stop->setVisible(running);
    if (!running)
        m_stop->setEnabled(true);
    const QString words = m_run.stage() == Stage::Resting ? restWords() : QString();
    m_note->say(InlineNote::Kind::Warning, words);
    const ProofRun::Item *next = nullptr;
    for (const ProofRun::Item &item : m_run.items()) {
        if (!next && item.state != State::Proven)
            next = &item;
    }
    m_lock->setKey(running || !next ? std::nullopt : std::optional(next->signer));
    m_go->setText(m_run.stage() == Stage::Done ? tr("T&ry the failed ones again") : tr("&Continue"));
    m_go->setVisible(!running && next);
    m_go->setEnabled(!m_lock->isLockedAway());
}

QString ProveFleetDialog::restWords() const
{
    const ProofRun::Rest &rest = m_run.rest();
    if (rest.error)
        return tr("It rests. %1").arg(errorSentence(*rest.error));
    if (!rest.ended)
        return tr("You stopped it. Nothing is lost: those that wait can go on, or be left as they are.");
    switch (*rest.ended) {
    case GrantDesk::End::Locked:
        return tr("The lock ended the approval. Unlock the vault and continue, to approve those that wait.");
    case GrantDesk::End::TimeUp:
        return tr("The time of the approval is up. Continue, to approve those that wait.");
    case GrantDesk::End::KeyGone:
        return tr("The key was taken out of the vault, which ended the approval.");
    case GrantDesk::End::Asked:
    case GrantDesk::End::UsedUp:
        break;
    }
    return tr("You ended the approval. Continue, to approve those that wait.");
}

} // namespace muster
