// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requestlogmodel.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace muster {

/// What the server has answered, as it happens: filtered, halted, followed, copied, cleared. GUI thread.
class RequestLogView : public QWidget
{
    Q_OBJECT

public:
    explicit RequestLogView(QWidget *parent = nullptr);
    void append(const ServedRequest &request);

private:
    QWidget *buildBar();
    QToolButton *addButton(const QString &name, const QString &icon, const QString &text, const QString &tip);
    void buildTable();
    void follow();
    void noteScrolling(int value);
    void copyRow();
    void showState();

    RequestLogModel m_log;
    QSortFilterProxyModel m_filter;
    QLineEdit *m_search;
    QLabel *m_state;
    QTableView *m_table;
    QToolButton *m_follow;
    QToolButton *m_pause;
    QToolButton *m_copy;
    QToolButton *m_clear;
};

} // namespace muster
