// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keptproof.h"
#include "machine.h"
#include "result.h"

#include <QScrollArea>
#include <QTimer>

class QLabel;

namespace muster {

class EvidenceDesk;
class FieldList;
class IconLabel;

/// Everything the record of one machine says, read-only: what it is, its identity with the proof in words,
/// the proof that was made and kept here, its labels.
class DetailsPane : public QScrollArea
{
    Q_OBJECT

public:
    explicit DetailsPane(QWidget *parent = nullptr);
    /// Wide enough for an address in its short form.
    QSize sizeHint() const override;
    /// Looks there for proofs that were made here. It outlives the pane.
    void setEvidence(EvidenceDesk &evidence);
    /// Nothing: says that nothing is selected.
    void setMachine(const std::optional<Machine> &machine);

private:
    void buildHead(QWidget *page);
    void showHead(const Machine &machine);
    void showVerdict();
    void lookForProof();
    void showProof(const Result<std::optional<KeptProof>> &found);

    std::optional<Machine> m_machine;
    EvidenceDesk *m_evidence = nullptr;
    QTimer m_minute; ///< the verdict grows old
    QWidget *m_content;
    QLabel *m_nothing;
    QLabel *m_name;
    IconLabel *m_statusIcon;
    QLabel *m_status;
    IconLabel *m_proofIcon;
    QLabel *m_verdict;
    QLabel *m_proof;
    FieldList *m_record;
    FieldList *m_identity;
    FieldList *m_kept;
    FieldList *m_labels;
};

} // namespace muster
