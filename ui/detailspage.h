// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "newmachine.h"

#include <QWizardPage>

namespace muster {

class InlineNote;
class MachineForm;
struct LabelVocabulary;

/// Second page of the registration: what the record says about the machine. GUI thread.
class DetailsPage : public QWizardPage
{
    Q_OBJECT

public:
    explicit DetailsPage(QWidget *parent = nullptr);

    /// As typed.
    NewMachine values() const;
    void setValues(const NewMachine &values);
    /// Names trimmed as they will be stored; without identity and proof.
    NewMachine machine() const;
    void setVocabulary(const LabelVocabulary &vocabulary);
    bool hasPlaceFor(const Issue &issue) const;
    /// Faults that a service named, each beside its field.
    void showIssues(const QList<Issue> &issues);
    /// Keeps what machines of one fleet share, clears the name.
    void prepareNext();
    bool validatePage() override;

signals:
    void typed();

private:
    MachineForm *m_form;
};

} // namespace muster
