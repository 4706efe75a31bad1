// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinecelldelegate.h"

#include "glyph.h"
#include "machinetablemodel.h"
#include "statusglyph.h"

using namespace Qt::StringLiterals;

namespace muster {

void MachineCellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    // The focus is the row's; a frame around one cell of it says nothing.
    option->state &= ~QStyle::State_HasFocus;
    const auto showIcon = [option](const GlyphChoice &choice) {
        option->icon = glyph(choice.name, choice.tone);
        option->features |= QStyleOptionViewItem::HasDecoration;
    };
    const QVariant verdict = index.data(MachineTableModel::VerificationRole);
    const QVariant status = index.data(MachineTableModel::StatusRole);
    switch (static_cast<MachineColumn>(index.column())) {
    case MachineColumn::Status:
        if (status.isValid())
            showIcon(statusGlyph(static_cast<MachineStatus>(status.toInt())));
        break;
    case MachineColumn::Verification:
        showIcon(proofGlyph(verdict.isValid() ? static_cast<Verification::State>(verdict.toInt())
                                              : Verification::State::NotChecked));
        break;
    case MachineColumn::IdentityRef:
        option->textElideMode = Qt::ElideMiddle;
        break;
    case MachineColumn::Id:
    case MachineColumn::OwnerId:
        option->textElideMode = Qt::ElideMiddle;
        break;
    case MachineColumn::DisplayName:
    case MachineColumn::MachineType:
    case MachineColumn::Labels:
    case MachineColumn::UpdatedAt:
        break;
    }
}

} // namespace muster
