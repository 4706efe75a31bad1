// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleetinventory.h"
#include "inventorydesk.h"
#include "machinetablemodel.h"
#include "memoryorchestrator.h"
#include "movableclock.h"

#include <QTemporaryDir>

#include <memory>

namespace muster {

/// Answers for single machines otherwise than it lists them, when it is let.
class QuietService final : public MemoryOrchestrator
{
    Q_OBJECT

public:
    QFuture<Result<Machine>> machine(const QString &id, bool any) override;

    void letOneGo();

    Result<Machine> answerFor(const QString &id) const;

    QHash<QString, Error> refusals;
    QHash<QString, Machine> unlisted;
    QStringList asked;
    QList<std::pair<QString, std::shared_ptr<QPromise<Result<Machine>>>>> waiting;
    bool holdAnswers = false;
    bool anyAsked = false;
};

/// The fleet of one service of four machines, with its inventory in a real file, over many sessions.
class InventoryBed
{
public:
    static const QString kPlace;
    static QString idOf(int number) { return MemoryOrchestrator::machineNumber(number).id; }
    static Error refusal(ErrorCode code);

    InventoryBed();
    ~InventoryBed() { end(); }

    QString path() const { return m_folder.filePath(QStringLiteral("inventory.db")); }
    /// A start of the program on that place.
    void begin(const QString &place = kPlace);
    void end();
    /// One list to its end, in the inventory, too; what it missed is being asked for.
    bool load();
    bool isAnswered() const;
    /// What is kept once everything that was told is.
    QList<InventoryRecord> kept(const QString &place = kPlace);
    /// The cell of the table.
    QString verdict(int number) const;
    std::optional<Absence> absenceOf(int number) const;

    MovableClock clock;
    QuietService service;
    std::unique_ptr<InventoryDesk> desk;
    std::unique_ptr<MachineTableModel> model;
    std::unique_ptr<FleetInventory> inventory;

private:
    QTemporaryDir m_folder;
};

} // namespace muster
