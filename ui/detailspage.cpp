// SPDX-License-Identifier: GPL-3.0-or-later
#include "detailspage.h"

#include "machineform.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

DetailsPage::DetailsPage(QWidget *parent)
    : QWizardPage(parent)
    , m_form(new MachineForm)
{
    setTitle(tr("Details"));
    setSubTitle(tr("What the fleet's record says about the machine. All of it can be changed later."));
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"detailsScroll"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_form);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(scroll);
    connect(m_form, &MachineForm::changed, this, &DetailsPage::typed);
}

NewMachine DetailsPage::values() const
{
    return m_form->values();
}

void DetailsPage::setValues(const NewMachine &values)
{
    m_form->setValues(values);
}

NewMachine DetailsPage::machine() const
{
    return m_form->values().normalised();
}

void DetailsPage::setVocabulary(const LabelVocabulary &vocabulary)
{
    m_form->setVocabulary(vocabulary);
}

bool DetailsPage::hasPlaceFor(const Issue &issue) const
{
    return m_form->hasPlaceFor(issue);
}

void DetailsPage::showIssues(const QList<Issue> &issues)
{
    m_form->showIssues(issues);
    m_form->focusFirstFault();
}

void DetailsPage::prepareNext()
{
    NewMachine shared = m_form->values();
    shared.displayName.clear();
    m_form->setValues(shared);
}

bool DetailsPage::validatePage()
{
    const bool good = m_form->judgeAll();
    if (!good)
        m_form->focusFirstFault();
    return good;
}

} // namespace muster
