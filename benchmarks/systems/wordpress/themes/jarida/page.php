<?php get_header(); the_post(); ?>
<div class="main-content"><article id="the-post" class="container-wrapper post-content">
<header class="entry-header-outer"><h1 class="post-title entry-title"><?php the_title(); ?></h1></header>
<div class="entry-content entry clearfix"><?php the_content(); ?></div>
</article></div>
<?php get_sidebar(); get_footer();
