import type { Unpack } from '../../../core/archive/unpacked';
import type { ContainerId } from '../../../core/archive/container-signs';

export interface Container {
  /** Also the name of its file; how it is known says the sign of this id. */
  readonly id: ContainerId;
  readonly unpack: Unpack;
}
