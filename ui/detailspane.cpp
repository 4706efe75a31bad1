// SPDX-License-Identifier: GPL-3.0-or-later
#include "detailspane.h"

#include "clock.h"
#include "errorsentence.h"
#include "evidencedesk.h"
#include "fieldlist.h"
#include "iconlabel.h"
#include "machinecells.h"
#include "machinewords.h"
#include "statusglyph.h"
#include "whenfinished.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString timeText(Timestamp moment)
{
    return moment.text().replace(u'T', u' ').section(u'.', 0, 0) + u" UTC"_s;
}

QString listText(const QStringList &entries)
{
    return entries.join(", "_L1);
}

QList<FieldList::Field> recordFields(const Machine &machine)
{
    return {
        {DetailsPane::tr("Machine ID"), machine.id, {}, true},
        {DetailsPane::tr("Type"), machine.machineType, {}, false},
        {DetailsPane::tr("Owner"), machine.ownerId, {}, false},
        {DetailsPane::tr("Runtime"), machine.runtimeProfile, {}, false},
        {DetailsPane::tr("Capabilities"), listText(machine.capabilities), {}, false},
        {DetailsPane::tr("Skills"), listText(machine.skillKeys), {}, false},
        {DetailsPane::tr("Policies"), listText(machine.policyIds), {}, false},
        {DetailsPane::tr("Created"), timeText(machine.createdAt), machine.createdAt.text(), false},
        {DetailsPane::tr("Updated"), timeText(machine.updatedAt), machine.updatedAt.text(), false},
    };
}

QList<FieldList::Field> identityFields(const Machine &machine)
{
    QList<FieldList::Field> fields;
    fields.append({DetailsPane::tr("Identity"),
                   machine.identityRef ? machine.identityRef->did() : QString(),
                   {},
                   true});
    if (!machine.identityProof)
        return fields;
    const IdentityProof &proof = *machine.identityProof;
    fields.append({DetailsPane::tr("Signed by"), proof.signerAddress, {}, true});
    int number = 0;
    for (const QString &controller : proof.controllerAddresses) {
        ++number;
        const QString name = proof.controllerAddresses.size() == 1
                                 ? DetailsPane::tr("Controller")
                                 : DetailsPane::tr("Controller %1").arg(number);
        fields.append({name, controller, {}, true});
    }
    fields.append({DetailsPane::tr("Challenge"), proof.challengeId, {}, true});
    fields.append({DetailsPane::tr("Proven"), timeText(proof.verifiedAt), proof.verifiedAt.text(), false});
    if (machine.verification) {
        const Timestamp checked = machine.verification->checkedAt;
        if (checked.milliseconds > 0)
            fields.append({DetailsPane::tr("Last checked"), timeText(checked), checked.text(), false});
    }
    return fields;
}

QList<FieldList::Field> proofFields(const KeptProof &proof)
{
    const QString answer = !proof.refusal.isEmpty() ? proof.refusal
                           : proof.record.isEmpty() ? DetailsPane::tr("none known")
                                                    : DetailsPane::tr("the record above");
    return {
        {DetailsPane::tr("Made"), timeText(proof.madeAt), proof.madeAt.text(), false},
        {DetailsPane::tr("Sent to"), proof.service, {}, false},
        {DetailsPane::tr("Message"), QString::fromUtf8(proof.challenge.message), {}, true},
        {DetailsPane::tr("Signature"), proof.signature, {}, true},
        {DetailsPane::tr("Answer"), answer, {}, false},
    };
}

QList<FieldList::Field> labelFields(const Machine &machine)
{
    QList<FieldList::Field> fields;
    for (const auto &[key, value] : machine.labels.asKeyValueRange())
        fields.append({key, value, {}, false});
    return fields;
}

} // namespace

DetailsPane::DetailsPane(QWidget *parent)
    : QScrollArea(parent)
    , m_content(new QWidget)
    , m_nothing(new QLabel(tr("Select a machine to see its details."), this))
    , m_record(new FieldList(tr("Record")))
    , m_identity(new FieldList(tr("Identity and proof")))
    , m_kept(new FieldList(tr("Proof kept here")))
    , m_labels(new FieldList(tr("Labels")))
{
    setObjectName(u"detailsPane"_s);
    m_kept->setObjectName(u"keptProof"_s);
    setAccessibleName(tr("Details of the selected machine"));
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(fontMetrics().averageCharWidth() * 36);
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setObjectName(u"detailsNothing"_s);
    auto *page = new QWidget;
    const int gap = fontMetrics().height();
    auto *pageLayout = new QVBoxLayout(page);
    pageLayout->setContentsMargins(gap * 3 / 4, gap * 3 / 4, gap * 3 / 4, gap * 3 / 4);
    pageLayout->addWidget(m_nothing);
    pageLayout->addWidget(m_content, 1);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins({});
    layout->setSpacing(gap);
    buildHead(m_content);
    layout->addWidget(m_record);
    layout->addWidget(m_identity);
    layout->addWidget(m_kept);
    layout->addWidget(m_labels);
    layout->addStretch(1);
    setWidget(page);
    connect(&m_minute, &QTimer::timeout, this, &DetailsPane::showVerdict);
    m_minute.start(std::chrono::minutes(1));
    setMachine(std::nullopt);
}

QSize DetailsPane::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 54, QScrollArea::sizeHint().height()};
}

void DetailsPane::buildHead(QWidget *page)
{
    m_name = new QLabel(page);
    m_name->setObjectName(u"detailsName"_s);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setWordWrap(true);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.25);
    m_name->setFont(large);
    m_statusIcon = new IconLabel(1.15, page);
    m_status = new QLabel(page);
    m_status->setObjectName(u"detailsStatus"_s);
    m_proofIcon = new IconLabel(1.15, page);
    m_verdict = new QLabel(page);
    m_verdict->setObjectName(u"detailsVerdict"_s);
    m_verdict->setWordWrap(true);
    m_proof = new QLabel(page);
    m_proof->setObjectName(u"detailsProof"_s);
    m_proof->setWordWrap(true);
    m_proof->setForegroundRole(QPalette::PlaceholderText);
    auto *head = new QGridLayout;
    head->setColumnStretch(1, 1);
    head->setHorizontalSpacing(fontMetrics().height() / 2);
    head->addWidget(m_name, 0, 0, 1, 2);
    head->addWidget(m_statusIcon, 1, 0, Qt::AlignTop);
    head->addWidget(m_status, 1, 1);
    head->addWidget(m_proofIcon, 2, 0, Qt::AlignTop);
    head->addWidget(m_verdict, 2, 1);
    head->addWidget(m_proof, 3, 1);
    static_cast<QVBoxLayout *>(page->layout())->addLayout(head);
}

void DetailsPane::showHead(const Machine &machine)
{
    const auto words = [&machine](MachineColumn column) { return machinecells::text(machine, column, {}); };
    m_name->setText(words(MachineColumn::DisplayName));
    const bool hasStatus = machinecells::isReadable(machine, MachineColumn::Status);
    const auto status = statusGlyph(machine.status);
    m_statusIcon->setGlyph(hasStatus ? status.name : QString(), status.tone);
    m_status->setText(words(MachineColumn::Status));
    const auto proof =
        proofGlyph(machine.verification ? machine.verification->state : Verification::State::NotChecked);
    m_proofIcon->setGlyph(proof.name, proof.tone);
    m_proof->setText(machinewords::verification(machine));
    showVerdict();
}

void DetailsPane::showVerdict()
{
    if (m_machine)
        m_verdict->setText(machinewords::verdict(*m_machine, SystemClock().now()));
}

void DetailsPane::setEvidence(EvidenceDesk &evidence)
{
    m_evidence = &evidence;
    connect(&evidence, &EvidenceDesk::changed, this, &DetailsPane::lookForProof);
    lookForProof();
}

void DetailsPane::lookForProof()
{
    if (!m_evidence || !m_machine || !m_machine->identityProof)
        return;
    whenFinished(m_evidence->find(*m_machine), this,
                 [this, of = m_machine->identityProof](const Result<std::optional<KeptProof>> &found) {
                     if (m_machine && m_machine->identityProof == of)
                         showProof(found);
                 });
}

void DetailsPane::showProof(const Result<std::optional<KeptProof>> &found)
{
    if (!found)
        m_kept->setFields({{tr("Cannot be read"), errorSentence(found.error()), {}, false}});
    else if (*found)
        m_kept->setFields(proofFields(**found));
    m_kept->setVisible(!found || *found);
}

void DetailsPane::setMachine(const std::optional<Machine> &machine)
{
    // The old proof stays while the same record is shown anew, so that nothing jumps.
    if (!m_machine || !machine || m_machine->identityProof != machine->identityProof)
        m_kept->hide();
    m_machine = machine;
    m_nothing->setVisible(!machine);
    m_content->setVisible(machine.has_value());
    if (!machine)
        return;
    showHead(*machine);
    m_record->setFields(recordFields(*machine));
    m_identity->setFields(identityFields(*machine));
    m_labels->setFields(labelFields(*machine));
    m_labels->setVisible(!machine->labels.isEmpty());
    lookForProof();
}

} // namespace muster
