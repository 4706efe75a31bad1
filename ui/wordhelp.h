// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "glossary.h"

#include <QObject>
#include <QPoint>

class QApplication;
class QHelpEvent;
class QWidget;

namespace muster {

/// Explains the words of the field wherever they stand, in every window of the program, without any part of a
/// window knowing of it: the pointer over a word that has no tooltip of its own, What's This, and F1, which
/// opens the glossary at the words of the window. GUI thread.
class WordHelp : public QObject
{
    Q_OBJECT

public:
    /// Watches the program's events for as long as it lives; `application` outlives it.
    explicit WordHelp(QApplication &application);

    /// What a person reads in this widget, at this place where it has several texts: its words or its cell,
    /// else what it is called.
    static QString textAt(const QWidget &widget, const QPoint &position);
    /// The texts of everything that is visible in the window, a line each.
    static QString textOf(const QWidget &window);
    /// Opens the glossary over the window, at the words that occur in it.
    static void open(QWidget &window, const QString &term = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static bool showToolTip(QWidget &widget, const QHelpEvent &event);
};

} // namespace muster
