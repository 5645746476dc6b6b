//! What uom knows of units: the only file that names it.
//!
//! uom reads a quantity from text ("1.5 kilometers"), so one function for each of its quantities turns
//! any definition into base units: no factor of a unit that uom has stands in our code or tables.

use super::{BASES, Exponents};
use std::str::FromStr;
use uom::{
    si::{self, Dimension, Quantity, SI},
    typenum::Integer as _,
};

/// A definition, worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Defined {
    /// Exponents of the base dimensions.
    pub(super) exponents: Exponents,
    /// Base units in what was defined.
    pub(super) factor: f64,
    /// Base units at its zero: 273.15 for the degree Celsius.
    pub(super) offset: f64,
}

/// The value of `definition` ("1609.344 meters"; a bare "12" is a pure number), read as a quantity of
/// `dimension` where uom has one of that name, and else as the first of uom's quantities that knows the
/// unit. None where none does.
pub(super) fn define(dimension: &str, definition: &str) -> Option<Defined> {
    if let Ok(number) = definition.parse::<f64>() {
        let factor = read::<si::ratio::Dimension>(&format!("{number} "))?;
        return Some(Defined { exponents: [0; BASES.len()], factor, offset: 0.0 });
    }
    let find = |kind: &Kind| Some((kind.exponents, (kind.read)(definition)?));
    let (exponents, factor) = match KINDS.iter().find(|kind| kind.name == dimension) {
        Some(kind) => find(kind)?,
        None => KINDS.iter().find_map(find)?,
    };
    let offset = if dimension == "temperature" { zero(definition)? } else { 0.0 };
    Some(Defined { exponents, factor, offset })
}

/// The exponents of the dimension of this name, if it is a quantity of uom.
pub(super) fn exponents(dimension: &str) -> Option<Exponents> {
    KINDS.iter().find(|kind| kind.name == dimension).map(|kind| kind.exponents)
}

/// The names of uom's quantities that can be a dimension.
pub(super) fn dimensions() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name)
}

/// A quantity of uom.
struct Kind {
    /// Our name of it, as a dimension in `rules/units`.
    name: &'static str,
    exponents: Exponents,
    read: fn(&str) -> Option<f64>,
}

/// uom's quantities that a newspaper could meet. Where two know a unit by one name ("second" of time and
/// of arc) the first has it, unless the dimension says which is meant.
static KINDS: [Kind; 55] = [
    kind::<si::length::Dimension>("length"),
    kind::<si::time::Dimension>("time"),
    kind::<si::mass::Dimension>("mass"),
    kind::<si::volume::Dimension>("volume"),
    kind::<si::area::Dimension>("area"),
    kind::<si::velocity::Dimension>("speed"),
    kind::<si::energy::Dimension>("energy"),
    kind::<si::power::Dimension>("power"),
    data(kind::<si::information::Dimension>("information")),
    data(kind::<si::information_rate::Dimension>("data rate")),
    kind::<si::temperature_interval::Dimension>("temperature"),
    kind::<si::pressure::Dimension>("pressure"),
    kind::<si::force::Dimension>("force"),
    kind::<si::frequency::Dimension>("frequency"),
    kind::<si::angle::Dimension>("angle"),
    kind::<si::ratio::Dimension>("ratio"),
    kind::<si::acceleration::Dimension>("acceleration"),
    kind::<si::amount_of_substance::Dimension>("amount of substance"),
    kind::<si::angular_velocity::Dimension>("angular velocity"),
    kind::<si::solid_angle::Dimension>("solid angle"),
    kind::<si::torque::Dimension>("torque"),
    kind::<si::volume_rate::Dimension>("volume flow"),
    kind::<si::mass_rate::Dimension>("mass flow"),
    kind::<si::mass_density::Dimension>("density"),
    kind::<si::mass_concentration::Dimension>("mass concentration"),
    kind::<si::molar_concentration::Dimension>("molar concentration"),
    kind::<si::molar_mass::Dimension>("molar mass"),
    kind::<si::electric_current::Dimension>("electric current"),
    kind::<si::electric_potential::Dimension>("voltage"),
    kind::<si::electric_charge::Dimension>("electric charge"),
    kind::<si::electrical_resistance::Dimension>("electrical resistance"),
    kind::<si::electrical_conductance::Dimension>("electrical conductance"),
    kind::<si::electric_field::Dimension>("electric field"),
    kind::<si::capacitance::Dimension>("capacitance"),
    kind::<si::inductance::Dimension>("inductance"),
    kind::<si::magnetic_flux::Dimension>("magnetic flux"),
    kind::<si::magnetic_flux_density::Dimension>("magnetic flux density"),
    kind::<si::luminous_intensity::Dimension>("luminous intensity"),
    kind::<si::illuminance::Dimension>("illuminance"),
    kind::<si::luminance::Dimension>("luminance"),
    kind::<si::radioactivity::Dimension>("radioactivity"),
    kind::<si::available_energy::Dimension>("specific energy"),
    kind::<si::specific_heat_capacity::Dimension>("specific heat capacity"),
    kind::<si::dynamic_viscosity::Dimension>("dynamic viscosity"),
    kind::<si::kinematic_viscosity::Dimension>("kinematic viscosity"),
    kind::<si::catalytic_activity::Dimension>("catalytic activity"),
    kind::<si::momentum::Dimension>("momentum"),
    kind::<si::linear_mass_density::Dimension>("linear density"),
    kind::<si::areal_mass_density::Dimension>("area density"),
    kind::<si::heat_flux_density::Dimension>("irradiance"),
    kind::<si::thermal_conductivity::Dimension>("thermal conductivity"),
    kind::<si::reciprocal_length::Dimension>("optical power"),
    kind::<si::linear_number_density::Dimension>("number per length"),
    kind::<si::areal_number_density::Dimension>("number per area"),
    kind::<si::radiant_exposure::Dimension>("radiant exposure"),
];

const fn kind<D>(name: &'static str) -> Kind
where
    D: Dimension + ?Sized,
    Quantity<D, SI<f64>, f64>: FromStr,
{
    // Money and information, our own base dimensions, are none of uom's.
    let exponents = [D::L::I8, D::M::I8, D::T::I8, D::I::I8, D::Th::I8, D::N::I8, D::J::I8, 0, 0];
    Kind { name, exponents, read: read::<D> }
}

/// Information is a pure number to uom, a dimension to us: bytes never add to percents.
const fn data(mut kind: Kind) -> Kind {
    kind.exponents[8] = 1;
    kind
}

/// The quantity that uom reads in `text`, in base units.
fn read<D>(text: &str) -> Option<f64>
where
    D: Dimension + ?Sized,
    Quantity<D, SI<f64>, f64>: FromStr,
{
    text.parse::<Quantity<D, SI<f64>, f64>>().ok().map(|quantity| quantity.value)
}

/// The kelvins at the zero of the scale that `definition` names.
fn zero(definition: &str) -> Option<f64> {
    let (_, unit) = definition.split_once(' ')?;
    read::<si::thermodynamic_temperature::Dimension>(&format!("0 {unit}"))
}
