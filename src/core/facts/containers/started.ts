import type { PlanEffect } from '../../plan/plan';
import { planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import { upgradeEffects } from '../scripts/upgrade-effects';
import { plainPath, type ContainerSpec, type Volume } from './images';

/** `docker run` and its like, of what stays: in the background, or with a volume for data; `kubectl set image`. */
export const started = fact(planned, (reviewed): readonly ContainerSpec[] =>
  upgradeEffects(reviewed).flatMap(({ effect }) => {
    if (effect.by === 'kubectl set' && effect.from !== undefined) return [{ ...specOf(effect, effect.target), image: effect.from }];
    if (effect.kind !== 'container.run' || effect.container !== undefined || !/^(docker|podman|nerdctl) (run|create)$/.test(effect.by))
      return [];
    const volumes = effect.options.flatMap((option) => volumeOf(option, effect));
    const stays = effect.by.endsWith(' create') || effect.options.some((option) => /^(d|detach)$/.test(option)) || volumes.some(holdsData);
    const name = effect.options.map((option) => /^name=(.+)/.exec(option)?.[1]).find((found) => found !== undefined);
    return stays ? [{ ...specOf(effect, name), volumes }] : [];
  }),
);

const specOf = ({ path, span, target }: PlanEffect, name = target.split(':')[0] ?? target): ContainerSpec => ({
  path,
  key: name,
  name,
  image: target,
  span,
  isBuilt: false,
  volumes: [],
});

/** `-v source:target:ro`, `--mount type=volume,source=…,target=…`. */
function volumeOf(option: string, { span }: PlanEffect): readonly Volume[] {
  const [, name = '', value = ''] = /^(v|volume|mount)=(.+)/.exec(option) ?? [];
  const [source, target] =
    name === 'mount'
      ? [/(?:^|,)(?:source|src)=([^,]+)/.exec(value)?.[1], /(?:^|,)(?:target|dst|destination)=([^,]+)/.exec(value)?.[1]]
      : value.split(':');
  return source && target ? [{ source, target: plainPath(target), span }] : [];
}

/** Where images of databases and brokers keep their files. */
const holdsData = ({ target }: Volume): boolean =>
  /^\/(var\/(lib|opt)|data|bitnami|opt|srv|usr\/share|opensearch|consul|vault)(\/|$)/.test(target);
