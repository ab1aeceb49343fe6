// One upstream application in a process of its own. See lines.mjs.
import * as slim from '@agntcy/slim-bindings';
import { application } from './application.mjs';
import { serve } from './lines.mjs';

slim.initializeWithDefaults();
serve(application(slim.getGlobalService()));
