// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scriptedorchestrator.h"
#include "signingdesk.h"

#include <QDir>

class QWidget;

namespace muster {

class FormProbe;

/// Takes the pictures of signing in the theme that the program wears: texts that the service of the sample
/// fleet never sends, and keys that are elsewhere.
class SigningPictures
{
public:
    SigningPictures(const QDir &folder, const QString &suffix);

    /// False when something that was to be photographed did not come.
    bool takeAll();

private:
    bool elsewhere();
    bool foreignText();
    bool pastedText();
    bool verification();
    static bool toChallenge(const FormProbe &probe);
    bool save(const QString &name, QWidget &dialog);

    QDir m_folder;
    QString m_suffix;
    ScriptedOrchestrator m_service;
    SigningDesk m_desk; ///< holds the private key 1
};

} // namespace muster
