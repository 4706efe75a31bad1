// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretfieldaccessible.h"

#include "secretfield.h"

namespace muster {
namespace {

QAccessibleInterface *describe(const QString &, QObject *object)
{
    auto *field = qobject_cast<SecretField *>(object);
    return field ? new SecretFieldAccessible(field) : nullptr;
}

} // namespace

SecretFieldAccessible::SecretFieldAccessible(QWidget *field)
    : QAccessibleWidget(field, QAccessible::EditableText)
{}

void SecretFieldAccessible::install()
{
    static const bool installed = [] {
        QAccessible::installFactory(describe);
        return true;
    }();
    Q_UNUSED(installed)
}

QAccessible::State SecretFieldAccessible::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.passwordEdit = true;
    state.editable = true;
    return state;
}

QString SecretFieldAccessible::text(QAccessible::Text what) const
{
    return what == QAccessible::Value ? QString() : QAccessibleWidget::text(what);
}

} // namespace muster
