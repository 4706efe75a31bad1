// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scriptedorchestrator.h"
#include "signingdesk.h"
#include "windowtour.h"

class QWidget;

namespace muster {

class FormProbe;

/// The dialogs of signing on their own: texts that the service of the sample fleet never sends, and keys that
/// are elsewhere.
class SigningTour
{
public:
    explicit SigningTour(TourVisit visit);

    /// False when something that was to be shown did not come.
    bool takeAll();

private:
    bool elsewhere();
    bool foreignText();
    bool pastedText();
    bool verification();
    static bool toChallenge(const FormProbe &probe);
    bool visit(const QString &name, QWidget &dialog);

    TourVisit m_visit;
    ScriptedOrchestrator m_service;
    SigningDesk m_desk; ///< holds the private key 1
};

} // namespace muster
