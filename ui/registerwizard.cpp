// SPDX-License-Identifier: GPL-3.0-or-later
#include "registerwizard.h"

#include "challengepage.h"
#include "detailspage.h"
#include "donepage.h"
#include "errorsentence.h"
#include "formvalues.h"
#include "identitypage.h"
#include "orchestrator.h"
#include "placeband.h"
#include "placeline.h"
#include "whenfinished.h"
#include "wizardsteps.h"

#include <QAbstractButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

/// What may lie in a file: an identity, or the beginning of one. A private key can be pasted by mistake.
QString keptIdentity(const QString &typed)
{
    const QString number = typed.startsWith("did:peaq:"_L1) ? typed.sliced(9) : typed;
    const bool isNumber =
        std::all_of(number.begin(), number.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber || u"did:peaq:"_s.startsWith(typed) ? typed : QString();
}

QString sentences(const QList<Issue> &issues)
{
    QStringList all;
    for (const Issue &issue : issues)
        all.append(issue.message);
    return all.join(u' ');
}

} // namespace

RegisterWizard::RegisterWizard(Orchestrator &orchestrator, SigningDesk &desk, const QString &place,
                               QWidget *parent)
    : QWizard(parent)
    , m_place(place)
    , m_registration(new Registration(orchestrator, desk, place, this))
    , m_identity(new IdentityPage(this))
    , m_details(new DetailsPage(this))
    , m_challenge(new ChallengePage(*m_registration, desk, this))
    , m_done(new DonePage(this))
    , m_steps(new WizardSteps({tr("Identity"), tr("Details"), tr("Challenge"), tr("Done")}, this))
{
    setObjectName(u"registerWizard"_s);
    setWindowTitle(tr("Register a machine"));
    setWizardStyle(QWizard::ModernStyle);
    setOptions(QWizard::NoBackButtonOnStartPage | QWizard::NoBackButtonOnLastPage |
               QWizard::NoCancelButtonOnLastPage);
    setPage(IdentityStep, m_identity);
    setPage(DetailsStep, m_details);
    setPage(ChallengeStep, m_challenge);
    setPage(DoneStep, m_done);
    setSideWidget(m_steps);
    nameButtons();
    connect(this, &QWizard::currentIdChanged, m_steps, &WizardSteps::setCurrent);
    // QWizard enables Back whenever it looks at its buttons: these two run after it did.
    connect(m_challenge, &QWizardPage::completeChanged, this, &RegisterWizard::restBackButton);
    connect(this, &QWizard::currentIdChanged, this, &RegisterWizard::restBackButton);
    connect(m_identity, &IdentityPage::typed, this, &RegisterWizard::typed);
    connect(m_details, &DetailsPage::typed, this, &RegisterWizard::typed);
    connect(this, &QWizard::currentIdChanged, this, &RegisterWizard::typed);
    connect(m_challenge, &ChallengePage::refused, this, &RegisterWizard::route);
    connect(m_challenge, &ChallengePage::registered, this, &RegisterWizard::showOutcome);
    connect(m_done, &DonePage::anotherRequested, this, &RegisterWizard::registerAnother);
    whenFinished(orchestrator.health(), this, [this](const Result<ServiceHealth> &health) {
        m_challenge->setInstance(health ? health->instance : QString());
    });
    // QWizard asks for less than the words of its pages need, since they wrap.
    setMinimumSize(fontMetrics().averageCharWidth() * 124, fontMetrics().height() * 36);
    resize(fontMetrics().averageCharWidth() * 140, fontMetrics().height() * 46);
}

void RegisterWizard::rememberForms(Settings &settings)
{
    m_challenge->rememberForms(settings, m_place);
}

void RegisterWizard::setClock(const Clock &clock)
{
    m_challenge->setClock(clock);
}

void RegisterWizard::namePlace(const Connection &connection)
{
    setWindowTitle(tr("Register a machine in %1").arg(placeTitle(connection)));
    m_steps->setFoot(new PlaceLine(connection, PlaceLine::Words::NameOnly));
    if (connection.demo)
        m_identity->advise(
            tr("This is a demo: the file demo-keys.txt in its folder, %1, names identities that "
               "are free to register, each with the key that controls it.")
                .arg(m_place));
}

void RegisterWizard::setVocabulary(const LabelVocabulary &vocabulary)
{
    m_details->setVocabulary(vocabulary);
}

QJsonObject RegisterWizard::draft() const
{
    const NewMachine details = m_details->values();
    if (currentId() == DoneStep || (m_identity->text().isEmpty() && details == NewMachine{}))
        return {};
    return {{u"identity"_s, keptIdentity(m_identity->text().trimmed())}, {u"details"_s, draftOf(details)}};
}

void RegisterWizard::resume(const QJsonObject &draft)
{
    m_identity->setText(draft.value(u"identity"_s).toString());
    m_details->setValues(valuesOfDraft(draft.value(u"details"_s).toObject()));
}

void RegisterWizard::done(int result)
{
    m_challenge->stop();
    QWizard::done(result);
}

void RegisterWizard::nameButtons()
{
    button(QWizard::BackButton)->setObjectName(u"backButton"_s);
    button(QWizard::NextButton)->setObjectName(u"nextButton"_s);
    button(QWizard::CommitButton)->setObjectName(u"signButton"_s);
    button(QWizard::CancelButton)->setObjectName(u"cancelButton"_s);
    button(QWizard::FinishButton)->setObjectName(u"finishButton"_s);
}

void RegisterWizard::restBackButton()
{
    if (m_challenge->isBusy())
        button(QWizard::BackButton)->setEnabled(false);
}

void RegisterWizard::initializePage(int id)
{
    QWizard::initializePage(id);
    if (id == ChallengeStep) {
        NewMachine machine = m_details->machine();
        machine.identityRef = m_identity->identity();
        m_challenge->begin(machine);
        if (!m_unseen.isEmpty())
            m_challenge->showFault(sentences(m_unseen));
        m_unseen.clear();
    }
}

// QWizard would put the fields back to what they were: here nothing typed is lost on the way back.
void RegisterWizard::cleanupPage(int) {}

void RegisterWizard::route(const Error &error)
{
    static const QStringList ofIdentity{u"identity_not_found"_s, u"identity_inactive"_s,
                                        u"no_evm_controller"_s, u"homed_elsewhere"_s};
    QList<Issue> identityIssues;
    QList<Issue> detailIssues;
    QList<Issue> otherIssues;
    const QList<Issue> issues = issuesOf(error);
    for (const Issue &issue : issues) {
        if (issue.path.startsWith("/identityRef"_L1))
            identityIssues.append(issue);
        else if (issue.path.startsWith("/identityProof"_L1) || !m_details->hasPlaceFor(issue))
            otherIssues.append(issue);
        else
            detailIssues.append(issue);
    }
    const bool identityRefused = error.code == ErrorCode::MachineIdentityExists ||
                                 error.code == ErrorCode::MachineIdentityImmutable ||
                                 ofIdentity.contains(errorReason(error));
    const bool identityFaulty = identityRefused || !identityIssues.isEmpty();
    if (!identityFaulty && detailIssues.isEmpty()) {
        m_challenge->showFault(otherIssues.isEmpty() ? errorSentence(error) : sentences(otherIssues));
        return;
    }
    // Their page is left now, and begins anew when the user comes back to it.
    m_unseen = otherIssues;
    goBackTo(identityFaulty ? IdentityStep : DetailsStep);
    if (!detailIssues.isEmpty())
        m_details->showIssues(detailIssues);
    if (identityFaulty)
        m_identity->showRefusal(identityRefused ? errorSentence(error) : sentences(identityIssues));
}

void RegisterWizard::goBackTo(Step step)
{
    while (currentId() > step)
        back();
}

void RegisterWizard::showOutcome(const Registration::Outcome &outcome)
{
    m_done->showOutcome(outcome);
    next();
    button(QWizard::FinishButton)->setFocus();
    emit registered(outcome.machine.id);
}

void RegisterWizard::registerAnother()
{
    m_identity->setText({});
    m_details->prepareNext();
    m_challenge->reset();
    restart();
}

} // namespace muster
