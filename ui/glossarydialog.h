// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "glossary.h"

#include <QDialog>

class QLineEdit;
class QTextBrowser;

namespace muster {

/// The glossary: the words of the window that it was asked from first, then all others; a field narrows it
/// down. GUI thread.
class GlossaryDialog : public QDialog
{
    Q_OBJECT

public:
    explicit GlossaryDialog(const QList<Glossary::Term> &ofTheWindow, QWidget *parent = nullptr);

    /// Scrolls to a term, after taking away what was typed to find others.
    void showTerm(const QString &name);

private:
    void render();

    QList<Glossary::Term> m_ofTheWindow;
    QLineEdit *m_search;
    QTextBrowser *m_page;
};

} // namespace muster
