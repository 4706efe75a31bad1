// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplefleet.h"

#include "windowworkspace.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

struct Sample
{
    const char *name;
    const char *type;
    const char *owner;
    const char *site;
    qint64 number;
    qint64 minutesAgo;
    QList<MachineStatus> statuses;
};

const QList<Sample> &samples()
{
    using enum MachineStatus;
    static const QList<Sample> list{
        {"Forklift 7", "forklift", "warehouse-north", "hall-2", 482'913'077, 2, {Active}},
        {"Forklift 8", "forklift", "warehouse-north", "hall-2", 482'913'078, 9, {Active}},
        {"Forklift 9", "forklift", "warehouse-north", "hall-3", 482'913'079, 61, {Active, Degraded}},
        {"Pallet shuttle A", "agv", "warehouse-north", "hall-3", 31'337'001, 190, {Active}},
        {"Pallet shuttle B", "agv", "warehouse-north", "hall-3", 31'337'002, 400, {Active, Blocked}},
        {"Inspection drone 1", "drone", "survey-team", "yard", 90'210'551, 35, {Active}},
        {"Inspection drone 2", "drone", "survey-team", "yard", 90'210'552, 1'500, {}},
        {"Charger 12", "ev-charger", "energy-desk", "car-park-west", 7'000'012, 3'100, {Active}},
        {"Charger 13", "ev-charger", "energy-desk", "car-park-west", 7'000'013, 3'101, {Active, Degraded}},
        {"Solar field south", "pv-inverter", "energy-desk", "roof", 7'100'001, 7'300, {Active}},
        {"Cold store gateway", "edge-gateway", "warehouse-north", "hall-1", 55'100'009, 12'000, {Active}},
        {"Delivery robot Ada", "delivery-robot", "last-mile", "depot", 64'001, 18, {Active}},
        {"Delivery robot Bo", "delivery-robot", "last-mile", "depot", 64'002, 26, {Active}},
        {"Weather mast", "sensor-station", "survey-team", "yard", 12'121'212, 21'000, {Active, Archived}},
    };
    return list;
}

} // namespace

Result<void> registerSampleFleet(WindowWorkspace &workspace)
{
    for (const Sample &sample : samples()) {
        NewMachine machine;
        machine.displayName = QLatin1StringView(sample.name);
        machine.machineType = QLatin1StringView(sample.type);
        machine.ownerId = QLatin1StringView(sample.owner);
        machine.runtimeProfile = u"edge-v2"_s;
        machine.capabilities = {u"telemetry"_s, u"remote-stop"_s};
        machine.labels = {{u"site"_s, QLatin1StringView(sample.site)}, {u"demo"_s, u"true"_s}};
        workspace.setClockShift(-sample.minutesAgo * 60);
        const auto identity = IdentityRef::parse(u"did:peaq:%1"_s.arg(sample.number));
        const auto added = workspace.add(machine, *identity, sample.statuses);
        if (!added)
            return Failure(added.error());
    }
    workspace.setClockShift(0);
    return workspace.announce(*IdentityRef::parse(u"did:peaq:7000013"_s),
                              ControllerKey::generate().address().text());
}

} // namespace muster
